import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.sun.management.ThreadMXBean;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.NameSample;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.ObjectStreamUtils;
import opennlp.tools.util.Span;
import opennlp.tools.util.TrainingParameters;

/**
 * Trains Apache OpenNLP's name finder as it comes, tags with it, and prints JSON.
 *
 * <pre>java OpenNlp.java TRAIN TEST TAGS ROUNDS</pre>
 *
 * TRAIN and TEST have a word and a tag a line; TAGS gets a line of tags a sequence.
 */
final class OpenNlp {
    record Sequence(String[] words, String[] tags) {}

    public static void main(String[] args) throws IOException {
        List<NameSample> samples = new ArrayList<>();
        for (Sequence s : read(args[0])) {
            samples.add(new NameSample(s.words, spans(s.tags), true));
        }
        long wall = System.nanoTime(), cpu = processTime();
        TokenNameFinderModel model = NameFinderME.train("en", null, ObjectStreamUtils.createObjectStream(samples),
            TrainingParameters.defaultParams(), new TokenNameFinderFactory());
        double trained = seconds(System.nanoTime() - wall), used = seconds(processTime() - cpu);

        List<Sequence> test = read(args[1]);
        NameFinderME finder = new NameFinderME(model);
        List<String> lines = new ArrayList<>(), rates = new ArrayList<>();
        long tokens = test.stream().mapToLong(s -> s.words.length).sum();
        for (int round = 0; round < Integer.parseInt(args[3]); round++) {
            lines.clear();
            long begin = threadTime();
            for (Sequence s : test) {
                lines.add(String.join(" ", new BioTags(finder.find(s.words), s.words.length).tags));
                finder.clearAdaptiveData();
            }
            rates.add(String.format("%.0f", tokens / seconds(threadTime() - begin)));
        }
        Files.write(Path.of(args[2]), lines);
        System.out.printf("{\"wall\": %.3f, \"cpu\": %.3f, \"rates\": %s}%n", trained, used, rates);
    }

    /** IOB2 tags of spans. */
    static final class BioTags {
        final String[] tags;

        BioTags(Span[] spans, int n) {
            tags = new String[n];
            Arrays.fill(tags, "O");
            for (Span s : spans) {
                Arrays.fill(tags, s.getStart(), s.getEnd(), "I-" + s.getType());
                tags[s.getStart()] = "B-" + s.getType();
            }
        }
    }

    static Span[] spans(String[] tags) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0, end; i < tags.length; i = end) {
            end = i + 1;
            if (tags[i].startsWith("B-")) {
                while (end < tags.length && tags[end].startsWith("I-")) {
                    end++;
                }
                spans.add(new Span(i, end, tags[i].substring(2)));
            }
        }
        return spans.toArray(new Span[0]);
    }

    static List<Sequence> read(String path) throws IOException {
        List<Sequence> all = new ArrayList<>();
        List<String> words = new ArrayList<>(), tags = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(path))) {
            if (line.isEmpty()) {
                all.add(new Sequence(words.toArray(new String[0]), tags.toArray(new String[0])));
                words.clear();
                tags.clear();
            } else {
                String[] fields = line.split("\t");
                words.add(fields[0]);
                tags.add(fields[1]);
            }
        }
        return all;
    }

    static long processTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static long threadTime() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadCpuTime();
    }

    static double seconds(long nanoseconds) {
        return nanoseconds / 1e9;
    }
}
