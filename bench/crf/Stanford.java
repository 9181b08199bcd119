import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import edu.stanford.nlp.ie.crf.CRFClassifier;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;

/**
 * Trains the CRFClassifier of Stanford CoreNLP with the features that its documentation gives for
 * named entities, tags with it, and prints JSON.
 *
 * <pre>java Stanford.java TRAIN TEST TAGS ROUNDS</pre>
 *
 * TRAIN and TEST have a word and a tag a line; TAGS gets a line of tags a sequence.
 */
final class Stanford {
    public static void main(String[] args) throws IOException {
        Properties features = new Properties();
        features.setProperty("map", "word=0,answer=1");
        features.setProperty("maxLeft", "1");
        features.setProperty("maxNGramLeng", "6");
        features.setProperty("wordShape", "chris2useLC");
        for (String name : List.of("useClassFeature", "useWord", "useNGrams", "noMidNGrams", "useDisjunctive", "usePrev",
            "useNext", "useSequences", "usePrevSequences", "useTypeSeqs", "useTypeSeqs2", "useTypeySequences")) {
            features.setProperty(name, "true");
        }
        CRFClassifier<CoreLabel> crf = new CRFClassifier<>(features);
        long wall = System.nanoTime(), cpu = processTime();
        crf.train(args[0]);
        double trained = seconds(System.nanoTime() - wall), used = seconds(processTime() - cpu);

        List<List<String>> test = read(args[1]);
        List<String> lines = new ArrayList<>(), rates = new ArrayList<>();
        long tokens = test.stream().mapToLong(List::size).sum();
        for (int round = 0; round < Integer.parseInt(args[3]); round++) {
            lines.clear();
            long begin = threadTime();
            for (List<String> words : test) {
                lines.add(tags(crf, words));
            }
            rates.add(String.format("%.0f", tokens / seconds(threadTime() - begin)));
        }
        Files.write(Path.of(args[2]), lines);
        System.out.printf("{\"wall\": %.3f, \"cpu\": %.3f, \"rates\": %s}%n", trained, used, rates);
    }

    static String tags(CRFClassifier<CoreLabel> crf, List<String> words) {
        List<CoreLabel> sentence = new ArrayList<>();
        for (String word : words) {
            CoreLabel token = new CoreLabel();
            token.setWord(word);
            sentence.add(token);
        }
        List<String> tags = new ArrayList<>();
        for (CoreLabel token : crf.classifySentence(sentence)) {
            tags.add(token.get(CoreAnnotations.AnswerAnnotation.class));
        }
        return String.join(" ", tags);
    }

    static List<List<String>> read(String path) throws IOException {
        List<List<String>> all = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(path))) {
            if (line.isEmpty()) {
                all.add(words);
                words = new ArrayList<>();
            } else {
                words.add(line.split("\t")[0]);
            }
        }
        return all;
    }

    static long processTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static long threadTime() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadCpuTime();
    }

    static double seconds(long nanoseconds) {
        return nanoseconds / 1e9;
    }
}
