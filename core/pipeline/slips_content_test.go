package pipeline_test

func regexSlips() []slip {
	return []slip{
		{file: "support", name: "word boundary in double quotes", from: `regex: '\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\b'`, to: `regex: "\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\b"`},
		{file: "support", name: "digits in double quotes", from: `regex: '\b[A-Z]{2,4}-\d{3,5}[A-Z]?\b'`, to: `regex: "\b[A-Z]{2,4}-\d{3,5}[A-Z]?\b"`},
		{file: "support", name: "regex with a colon unquoted", from: `regex: '(?i:\b(?:S/N|serial(?: number| no\.?)?):? )(?P<serial>[A-Z0-9-]*\d[A-Z0-9-]{4,18})\b'`, to: `regex: (?i:\b(?:S/N|serial(?: number| no\.?)?):? )(?P<serial>[A-Z0-9-]*\d[A-Z0-9-]{4,18})\b`},
		{file: "support", name: "parenthesis not closed", from: `?[1-4])\b'`, to: `?[1-4]\b'`},
		{file: "medical", name: "range the wrong way", from: `[A-TV-Z]`, to: `[Z-A]`},
		{file: "support", name: "repetition the wrong way", from: `'\b[A-Z]{2,4}-`, to: `'\b[A-Z]{4,2}-`},
		{file: "support", name: "group name not closed", from: `\s{1,4}(?P<name>(?-i:`, to: `\s{1,4}(?P<name(?-i:`},
		{file: "support", name: "exception not valid", from: `except: ['COVID-\d+', `, to: `except: ['COVID-\d+)', `},
		{file: "support", name: "unknown class", from: `(?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)\s*[,!]'`, to: `(?P<name>\p{Upper}\p{Ll}+(?: \p{Lu}\p{Ll}+)?)\s*[,!]'`},
		{file: "support", name: "nothing to repeat", from: `'\bERR-\d{2,5}\b|`, to: `'*\bERR-\d{2,5}\b|`},
		{file: "support", name: "look-behind not closed", from: `'(?m)^(?:Hi|Hello|Dear|Hey) `, to: `'(?m)(?<!\w(?:Hi|Hello|Dear|Hey) `},
		{file: "legal", name: "group that is not in the regex", from: "          group: where", to: "          group: were"},
		{file: "medical", name: "groups that are not in the regex", from: "groups: {severity: {label: SEVERITY}", to: "groups: {severty: {label: SEVERITY}"},
		{file: "support", name: "typographic quotes", from: `regex: '\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\b'`, to: `regex: ‘\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\b’`},
		{file: "support", name: "slashes around the regex", from: `regex: '\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\b'`, to: `regex: '/\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\b/'`},
		{file: "support", name: "backslashes doubled", from: `regex: '\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\b'`, to: `regex: '\\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\\b'`},
		{file: "support", name: "empty regex", from: `regex: '\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\b'`, to: `regex: ''`},
		{file: "general", name: "broken exception of an extended file", from: `except: ['\d{4}-\d{2}-\d{2}']`, to: `except: ['\d{4}-(\d{2}-\d{2}']`, through: "legal"},
	}
}

func exampleSlips() []slip {
	return []slip{
		{file: "support", name: "match that does not match", from: "{match: [P1, Sev 2, Severity 1]", to: "{match: [P1, Sev 2, Severity 7]"},
		{file: "support", name: "reject that matches", from: "reject: [P9]", to: "reject: [P2]"},
		{file: "support", name: "mark that is not closed", from: "'my [[AB-120C]] died'", to: "'my [[AB-120C] died'"},
		{file: "medical", name: "single brackets for a mark", from: "'[[54-year-old]] woman'", to: "'[54-year-old] woman'"},
		{file: "general", name: "comma forgotten between examples", from: "{match: [2023-03-15, 03/04/05", to: "{match: [2023-03-15 03/04/05"},
		{file: "general", name: "sentence without a mark", from: "'bought [[Nordwind Logistik GmbH]] in 2020'", to: "'bought Nordwind Logistik GmbH in 2020'", through: "support"},
		{file: "medical", name: "mark too long", from: "'MRN: [[00482913]]'", to: "'[[MRN: 00482913]]'"},
		{file: "support", name: "term that is not in the list", from: "'[[macOS Sonoma]]'", to: "'[[macOS Sonora]]'"},
		{file: "medical", name: "term of the list to be rejected", from: "reject: [metforming]", to: "reject: [metformin]"},
		{file: "support", name: "examples as a list", from: "examples: {match: [P1, Sev 2, Severity 1], reject: [P9]}", to: "examples: [P1, Sev 2, Severity 1]"},
		{file: "support", name: "one example without brackets", from: "{match: ['S/N [[7K2M9911X]]'], ", to: "{match: 'S/N [[7K2M9911X]]', "},
		{file: "legal", name: "example in the wrong case", from: "'the [[Plaintiff]] claims'", to: "'the [[plaintiff]] claims'"},
	}
}

func nameSlips() []slip {
	return []slip{
		{file: "support", name: "inner label misspelt", from: "PRODUCT: [VERSION]", to: "PRODUCT: [VERSON]"},
		{file: "support", name: "outer label misspelt", from: "PRODUCT: [VERSION]", to: "PRODUCTS: [VERSION]"},
		{file: "legal", name: "label of another scheme", from: "CASE: [ORG]", to: "CASE: [ORGANIZATION]"},
		{file: "medical", name: "inner label in lower case", from: "DIAGNOSIS: [BODY_PART, SYMPTOM]", to: "DIAGNOSIS: [body_part, SYMPTOM]"},
		{file: "support", name: "stage misspelt in priority", from: "priority: [support, general]", to: "priority: [suport, general]"}, //nolint:misspell // as people do
		{file: "legal", name: "extended stage misspelt in priority", from: "priority: [legal, general]", to: "priority: [legal, generall]"},
		{file: "support", name: "kind for a stage in priority", from: "priority: [support, general]", to: "priority: [rules, general]"},
		{file: "support", name: "comma forgotten in priority", from: "priority: [support, general]", to: "priority: [support general]"},
		{file: "support", name: "stage twice in priority", from: "priority: [support, general]", to: "priority: [support, support]"},
		{file: "support", name: "from a stage that is not there", from: "      priority: [support", to: "      from: [people]\n      priority: [support"},
		{file: "support", name: "from a stage without candidates", from: "      priority: [support", to: "      from: [tokens]\n      priority: [support"},
		{file: "medical", name: "threshold of an unknown label", from: "      priority: [medical, general]\n", to: "      priority: [medical, general]\n¶      thresholds: {DRUGS: 0.5}\n"},
		{file: "medical", name: "threshold over 1", from: "      priority: [medical, general]\n", to: "      priority: [medical, general]\n¶      thresholds: {DRUG: 50}\n"},
		{file: "legal", name: "join of an unknown label", from: "      priority: [legal, general]\n", to: "      priority: [legal, general]\n¶      join: [{labels: [LOCATIONS]}]\n"},
		{file: "general", name: "unknown mode", from: "mode: nested", to: "mode: nest"},
		{file: "general", name: "mode with a capital", from: "mode: nested", to: "mode: Nested", through: "support"},
		{file: "legal", name: "nesting as a list", from: "        ORG: [LOCATION]\n", to: "        - ORG: [LOCATION]\n"},
		{file: "legal", name: "inner label without brackets", from: "CASE: [ORG]", to: "CASE: ORG"},
		{file: "medical", name: "relabel of an unknown label", from: "      priority: [medical, general]\n", to: "      priority: [medical, general]\n¶      relabel: {MEDICATION: DRUG}\n"},
		{file: "medical", name: "drop of an unknown label", from: "      priority: [medical, general]\n", to: "      priority: [medical, general]\n¶      drop: [PHONES]\n"},
	}
}

func stageSlips() []slip {
	return []slip{
		{file: "medical", name: "id of the extended stage misspelt", from: "  - id: entities", to: "  - id: entites"},
		{file: "support", name: "id of an extended stage taken", from: "  - id: support", to: "  - id: general", also: "priority: [support"},
		{file: "support", name: "id with a capital", from: "  - id: support", to: "  - id: Support"},
		{file: "general", name: "id with a blank", from: "  - id: tokens", to: "  - id: my tokens"},
		{file: "support", name: "extended file misspelt", from: "extends: general.yaml", to: "extends: generel.yaml"},
		{file: "support", name: "extended file in the wrong folder", from: "extends: general.yaml", to: "extends: ../general.yaml"},
		{file: "general", name: "tokeniser", from: "uses: tokenizer", to: "uses: tokeniser", through: "legal"},
		{file: "support", name: "rule for rules", from: "uses: rules", to: "uses: rule"},
		{file: "general", name: "resolve for resolver", from: "uses: resolver", to: "uses: resolve"},
		{file: "general", name: "no stage decides", from: "  - id: entities\n    uses: resolver\n    with:\n      mode: nested\n      nesting:\n        ORG: [LOCATION]\n        ADDRESS: [LOCATION]\n", to: "", also: "  - id: tokens"},
		{file: "support", name: "two stages decide", from: "tests:", to: "  - id: final\n    uses: resolver\n\ntests:"},
		{file: "support", name: "when without a key", from: "    uses: rules\n", to: "    uses: rules\n¶    when: de\n"},
		{file: "support", name: "languages for language", from: "    uses: rules\n", to: "    uses: rules\n¶    when: {languages: [de]}\n"},
		{file: "support", name: "language in words", from: "    uses: rules\n", to: "    uses: rules\n¶    when: {language: [german]}\n"},
		{file: "support", name: "unknown isolation", from: "    uses: rules\n", to: "    uses: rules\n¶    isolation: process\n"},
		{file: "support", name: "unknown on_error", from: "    uses: rules\n", to: "    uses: rules\n¶    on_error: ignore\n"},
		{file: "support", name: "command in one text", from: "tests:", to: "  - id: mine\n    uses: exec\n¶    command: python3 plugin.py\n\ntests:"},
		{file: "support", name: "script that is not there", from: "tests:", to: "  - id: mine\n    uses: exec\n¶    command: [python3, plugin.py]\n\ntests:"},
		{file: "support", name: "exec without a command", from: "tests:", to: "  - id: mine\n¶    uses: exec\n\ntests:"},
		{file: "support", name: "cmd for command", from: "tests:", to: "  - id: mine\n    uses: exec\n¶    cmd: [python3, plugin.py]\n\ntests:"},
		{file: "support", name: "program that is not there", from: "tests:", to: "  - id: mine\n    uses: exec\n¶    command: [no-such-program-anywhere]\n\ntests:"},
		{file: "general", name: "option of another kind", from: "    uses: tokenizer\n", to: "    uses: tokenizer\n    with:\n¶      patterns: []\n"},
		{file: "support", name: "unset variable", from: "file: support/products.tsv", to: "file: ${env:ONOMAST_NO_SUCH_VARIABLE}"},
		{file: "support", name: "variable without env", from: "description: Customer-support", to: "description: ${TEAM}"},
	}
}

func listSlips() []slip {
	return []slip{
		{file: "medical", name: "list misspelt", from: "file: medical/drugs.tsv", to: "file: medical/drug.tsv"},
		{file: "medical", name: "folder forgotten", from: "file: medical/drugs.tsv", to: "file: drugs.tsv"},
		{file: "support", name: "backslash in a path", from: "file: support/systems.txt", to: `file: support\systems.txt`},
		{file: "support", name: "folder for a file", from: "file: support/products.tsv", to: "file: support"},
		{file: "medical", name: "column that is not there", from: "          file: medical/diagnoses.tsv\n", to: "          file: medical/diagnoses.tsv\n¶          term_column: name\n"},
		{file: "medical", name: "list without file or terms", from: "        - id: diagnoses\n          label: DIAGNOSIS\n          file: medical/diagnoses.tsv\n", to: "¶        - id: diagnoses\n          label: DIAGNOSIS\n"},
		{file: "support", name: "list without a label", from: "        - id: operating-systems\n          label: OS\n", to: "¶        - id: operating-systems\n"},
		{file: "support", name: "two rules of one id", from: "- id: order\n", to: "- id: ticket\n"},
		{file: "support", name: "pattern without a regex", from: "        - id: severity\n          label: SEVERITY\n          regex: '\\b(?:P[1-4]|Sev(?:erity)? ?[1-4])\\b'\n", to: "¶        - id: severity\n          label: SEVERITY\n"},
		{file: "support", name: "regex and regexes", from: "          label: SEVERITY\n", to: "          label: SEVERITY\n¶          regexes: ['\\bP\\d\\b']\n"},
		{file: "support", name: "pattern without a label", from: "        - id: severity\n          label: SEVERITY\n", to: "¶        - id: severity\n"},
		{file: "general", name: "unknown key of an exception", from: "{term: 'Reading'}", to: "{terms: 'Reading'}"},
		{file: "support", name: "list as a pattern", from: "      lists:\n        - id: products\n          label: PRODUCT\n          file:", to: "        - id: products\n          label: PRODUCT\n¶          file:"},
	}
}

func testSlips() []slip {
	return []slip{
		{file: "medical", name: "label of a test misspelt", from: "{text: metformin, label: DRUG}", to: "{text: metformin, label: DRUGS}"},
		{file: "support", name: "entity of a test too short", from: "{text: TKT-10482, label", to: "{text: TKT-1048, label"},
		{file: "support", name: "entity of a test not in its text", from: "{text: XG-4500, label", to: "{text: XG-450O, label"},
		{file: "support", name: "entity missing although only", from: "    entities:\n      - {text: Dr. Smith, label: PERSON}\n      - {text: XG-4500, label: PRODUCT_CODE}\n      - {text: Dr. Pepper, label: PRODUCT}\n    only: true", to: "¶    entities:\n¶      - {text: Dr. Smith, label: PERSON}\n      - {text: XG-4500, label: PRODUCT_CODE}\n¶    only: true"},
		{file: "support", name: "rule that broke a test", from: "label: TICKET_ID\n", to: "label: Ticket_ID\n", also: "{text: TKT-10482"},
		{file: "support", name: "text of a test misspelt", from: "  - text: 'Ticket TKT", to: "  - txt: 'Ticket TKT"},
		{file: "support", name: "entity as a word", from: "      - {text: Dr. Smith, label: PERSON}", to: "      - Dr. Smith"},
		{file: "support", name: "entity as text and label", from: "      - {text: Dr. Smith, label: PERSON}", to: "      - {Dr. Smith: PERSON}"},
		{file: "support", name: "exact for only", from: "    only: true", to: "    exact: true"},
		{file: "legal", name: "test without a label", from: "{text: Supplier, label: DEFINED_TERM}", to: "{text: Supplier}"},
		{file: "general", name: "label of a test of the extended file", from: "{text: Oslo, label: LOCATION}", to: "{text: Oslo, label: LOC}"},
	}
}
