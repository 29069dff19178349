"""What a file says of itself: title, language, times, and which standards it keeps, in the two places readers look."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

_PRODUCER: Final = "KAP Planner"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PACKET: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>{archive}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_ARCHIVE: Final = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself. ``printed_at`` carries a zone."""

    title: str
    author: str
    language: str
    printed_at: datetime


def write_metadata(document: pikepdf.Pdf, metadata: Metadata, archive: int | None) -> None:
    """Title, author and times, the same in both places; PDF/UA-1 is claimed, and PDF/A of the part named, if any.

    ``archive``: the part of ISO 19005 that the file keeps at level A; None for none.
    """
    title, author = (_NOT_XML.sub("\ufffd", text) for text in (metadata.title, metadata.author))
    stamp = pikepdf.models.metadata.encode_pdf_date(metadata.printed_at)
    document.docinfo = document.make_indirect(
        Dictionary(
            Title=String(title),
            Author=String(author),
            Creator=String(_PRODUCER),
            Producer=String(_PRODUCER),
            CreationDate=String(stamp),
            ModDate=String(stamp),
        )
    )
    packet = _PACKET.format(
        title=escape(title),
        author=escape(author),
        language=escape(metadata.language),
        moment=metadata.printed_at.isoformat(timespec="seconds"),
        producer=_PRODUCER,
        archive=_ARCHIVE.format(part=archive) if archive else "",
    )
    document.Root.Metadata = document.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
