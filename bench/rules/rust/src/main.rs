//! The crate regex, each expression alone, for bench/rules.

use regex::Regex;
use std::{env, error::Error, fs};

/// CPU time of this process so far, in seconds.
fn now() -> f64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut t) };
    t.tv_sec as f64 + t.tv_nsec as f64 / 1e9
}

/// Gives \b, \d, \w and \s the meaning that they have in RE2: ASCII only.
fn ascii(re: &str) -> String {
    let (mut out, mut chars, mut class) = (String::new(), re.chars().peekable(), false);
    while let Some(c) = chars.next() {
        match (c, chars.peek().copied()) {
            ('\\', Some(next)) => {
                chars.next();
                match (next, class) {
                    ('b', false) => out.push_str(r"(?-u:\b)"),
                    ('B', false) => out.push_str(r"(?-u:\B)"),
                    ('d', _) => out.push_str("[0-9]"),
                    ('w', _) => out.push_str("[0-9A-Za-z_]"),
                    ('s', _) => out.push_str(r"[\t\n\f\r ]"),
                    _ => out.extend(['\\', next]),
                }
            }
            _ => {
                class = (class || c == '[') && c != ']';
                out.push(c);
            }
        }
    }
    out
}

fn fnv(mut hash: u64, value: u32) -> u64 {
    for byte in value.to_le_bytes() {
        hash = (hash ^ byte as u64).wrapping_mul(0x100000001b3);
    }
    hash
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().collect();
    let text = fs::read_to_string(&args[1])?;
    let patterns: serde_json::Value = serde_json::from_str(&fs::read_to_string(&args[2])?)?;
    let rounds: usize = args[3].parse()?;

    let begin = now();
    let mut all = Vec::new();
    for p in patterns.as_array().ok_or("the patterns are no list")? {
        all.push(Regex::new(&ascii(p["re"].as_str().ok_or("a pattern without re")?))?);
    }
    let build = now() - begin;

    let (mut seconds, mut matches, mut hash) = (Vec::new(), 0, 0);
    for _ in 0..rounds {
        (matches, hash) = (0, 0xcbf29ce484222325);
        let begin = now();
        for (i, re) in all.iter().enumerate() {
            for m in re.find_iter(&text) {
                matches += 1;
                hash = fnv(fnv(fnv(hash, i as u32), m.start() as u32), m.end() as u32);
            }
        }
        seconds.push(now() - begin);
        if seconds[seconds.len() - 1] > 5.0 {
            break;
        }
    }
    println!(
        "{}",
        serde_json::json!({"Engine": "Rust regex", "Seconds": seconds, "Build": build, "Matches": matches, "Digest": format!("{hash:016x}")})
    );
    Ok(())
}
