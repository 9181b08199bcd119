// daachorse on the terms and text of compare.py: all overlapping matches that
// begin and end where words do. Prints JSON.
use daachorse::DoubleArrayAhoCorasick;
use cpu_time::ProcessTime;
use std::{env, fs};

fn word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_' || b >= 0x80
}

fn main() {
    let args: Vec<String> = env::args().collect();
    let terms = fs::read_to_string(&args[1]).unwrap();
    let text = fs::read(&args[2]).unwrap();
    let rounds: usize = args[3].parse().unwrap();
    let begin = ProcessTime::now();
    let automaton: DoubleArrayAhoCorasick<u32> = DoubleArrayAhoCorasick::new(terms.lines()).unwrap();
    let build = begin.elapsed().as_secs_f64();
    let mut seconds = vec![];
    let (mut matches, mut sum) = (0u64, 0u64);
    for _ in 0..rounds {
        (matches, sum) = (0, 0);
        let begin = ProcessTime::now();
        for m in automaton.find_overlapping_iter(&text) {
            let (start, end) = (m.start(), m.end());
            let begins = start == 0 || !(word(text[start - 1]) && word(text[start]));
            let ends = end == text.len() || !(word(text[end]) && word(text[end - 1]));
            if begins && ends {
                matches += 1;
                sum = sum.wrapping_add(start as u64 * 31 + end as u64);
            }
        }
        seconds.push(begin.elapsed().as_secs_f64());
    }
    println!(
        "{{\"build\": {}, \"seconds\": {:?}, \"matches\": {}, \"sum\": {}}}",
        build, seconds, matches, sum
    );
}
