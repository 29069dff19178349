import java.io.FileInputStream;
import java.util.Arrays;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Reads files by the profiles named first ("ua1,2a"): a line for each file and profile, and one for each failure. */
public class Verify {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String path : Arrays.asList(arguments).subList(1, arguments.length)) {
            for (String profile : arguments[0].split(",")) {
                PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour);
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    ValidationResult result = validator.validate(parser);
                    System.out.println("read\t" + path + "\t" + profile + "\t" + result.getTotalAssertions());
                    for (TestAssertion found : result.getTestAssertions()) {
                        if (found.getStatus() == TestAssertion.Status.FAILED) {
                            System.out.println("failed\t" + path + "\t" + profile + "\t" + found.getRuleId().getClause()
                                    + "-" + found.getRuleId().getTestNumber() + "\t" + found.getMessage());
                        }
                    }
                }
            }
        }
    }
}
