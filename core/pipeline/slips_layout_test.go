package pipeline_test

func slips() []slip {
	var all []slip
	for _, part := range [][]slip{
		indentationSlips(), wordSlips(), typeSlips(), syntaxSlips(), regexSlips(), exampleSlips(),
		nameSlips(), stageSlips(), listSlips(), testSlips(),
	} {
		all = append(all, part...)
	}
	return all
}

func indentationSlips() []slip {
	return []slip{
		{file: "support", name: "label too far left", from: "          label: TICKET_ID", to: "        label: TICKET_ID"},
		{file: "support", name: "with on the level of the dash", from: "    with:\n      patterns:", to: "  with:\n      patterns:"},
		{file: "support", name: "patterns beside with", from: "    with:\n      patterns:", to: "    with:\n¶    patterns:"},
		{file: "support", name: "examples too far left", from: "          examples: {match: [TKT-10482", to: "        examples: {match: [TKT-10482"},
		{file: "support", name: "regex too far right", from: `          regex: '\bERR-`, to: `            regex: '\bERR-`},
		{file: "support", name: "element one blank right", from: "        - id: order\n", to: "         - id: order\n"},
		{file: "support", name: "element one blank left", from: "        - id: version", to: "       - id: version"},
		{file: "general", name: "tests inside the stages", from: "tests:\n  - text: 'Dr. Smith drank", to: "  tests:\n  - text: 'Dr. Smith drank"},
		{file: "legal", name: "stage too far right", from: "  - id: entities\n    with:", to: "    - id: entities\n    with:"},
		{file: "medical", name: "groups one blank left", from: "          groups: {severity:", to: "         groups: {severity:"},
		{file: "support", name: "on_error inside with", from: "    with:\n      priority: [support", to: "    with:\n¶      on_error: skip_stage\n      priority: [support"},
		{file: "support", name: "timeout inside with", from: "    with:\n      priority: [support", to: "    with:\n¶      timeout: 5s\n      priority: [support"},
		{file: "general", name: "mode beside with", from: "      mode: nested\n      nesting:", to: "¶    mode: nested\n¶      nesting:"},
		{file: "medical", name: "context key on the rule", from: "window: 8, required: true, boost: 0.2}\n", to: "window: 8, boost: 0.2}\n¶          required: true\n"},
		{file: "support", name: "score inside the examples", from: "reject: [P9]}", to: "reject: [P9], score: 0.85}"},
		{file: "support", name: "dash of a stage forgotten", from: "  - id: support", to: "    id: support"},
		{file: "support", name: "dash of a rule forgotten", from: "        - id: severity\n", to: "          id: severity\n"},
		{file: "support", name: "non-breaking blank in the indentation", from: "          label: ORDER_ID", to: "\u00a0         label: ORDER_ID"},
		{file: "support", name: "tests after the dash", from: "tests:\n", to: "  - tests:\n"},
	}
}

func wordSlips() []slip {
	return []slip{
		{file: "support", name: "list for lists", from: "      lists:", to: "      list:"},
		{file: "support", name: "pattern for patterns", from: "      patterns:", to: "      pattern:"},
		{file: "support", name: "example for examples", from: "          examples: {match: [XG", to: "          example: {match: [XG"},
		{file: "support", name: "matches for match", from: "{match: [TKT-10482", to: "{matches: [TKT-10482"},
		{file: "support", name: "rejects for reject", from: "reject: [300.1.2.3", to: "rejects: [300.1.2.3"},
		{file: "medical", name: "group for groups", from: "          groups: {test:", to: "          group: {test:"},
		{file: "legal", name: "groups for group", from: "          group: where", to: "          groups: where"},
		{file: "general", name: "regex for regexes", from: "          regexes:\n", to: "          regex:\n"},
		{file: "support", name: "regexes for regex", from: `          regex: '\bv\d+`, to: `          regexes: '\bv\d+`},
		{file: "support", name: "test for tests", from: "tests:", to: "test:"},
		{file: "support", name: "stage for stages", from: "stages:", to: "stage:"},
		{file: "support", name: "entity for entities", from: "    entities:\n", to: "    entity:\n"},
		{file: "general", name: "word for words", from: "context: {words: [dear", to: "context: {word: [dear"},
		{file: "medical", name: "excepts for except", from: "          except: ['(?i)hay", to: "          excepts: ['(?i)hay"},
		{file: "support", name: "priorities for priority", from: "      priority: [support", to: "      priorities: [support"},
		{file: "legal", name: "extend for extends", from: "extends: general.yaml", to: "extend: general.yaml"},
		{file: "support", name: "use for uses", from: "    uses: rules", to: "    use: rules"},
		{file: "medical", name: "files for file", from: "          file: medical/drugs.tsv", to: "          files: medical/drugs.tsv"},
		{file: "support", name: "caseless key", from: "          ignore_case: true", to: "          case_insensitive: true"},
		{file: "support", name: "hyphen for underscore", from: "          ignore_case: true", to: "          ignore-case: true"},
		{file: "general", name: "pattern key from another tool", from: `          regex: '\b\d+(?:[.,]`, to: `          pattern: '\b\d+(?:[.,]`, through: "support"},
		{file: "support", name: "unknown key of run", from: "tests:", to: "run:\n¶  frame_size: 64KiB\ntests:"},
		{file: "support", name: "unknown key at the root", from: "name: support", to: "version: 1\nname: support"},
		{file: "support", name: "unknown defaults", from: "      patterns:", to: "      defaults: {scores: 0.5}\n      patterns:"},
		{file: "support", name: "key given twice", from: "          label: SEVERITY\n", to: "          label: SEVERITY\n¶          label: PRIORITY\n"},
	}
}

func typeSlips() []slip {
	return []slip{
		{file: "support", name: "quoted score", from: "score: 0.95", to: `score: "0.95"`},
		{file: "medical", name: "quoted window", from: "window: 6", to: "window: '6'"},
		{file: "support", name: "score in per cent", from: "score: 0.9\n", to: "score: 90%\n"},
		{file: "medical", name: "boost too large", from: "boost: 0.2", to: "boost: 20"},
		{file: "support", name: "quoted true", from: "ignore_case: true", to: `ignore_case: "true"`},
		{file: "support", name: "yes for true", from: "only: true", to: "only: yes"},
		{file: "medical", name: "one for true", from: "required: true", to: "required: 1"},
		{file: "legal", name: "decimal comma", from: "score: 0.97", to: "score: 0,97"},
		{file: "medical", name: "half a window", from: "window: 8", to: "window: 8.5"},
		{file: "legal", name: "no score", from: "          score: 0.8\n", to: "          score:\n"},
		{file: "support", name: "list of labels", from: "label: SEVERITY", to: "label: [SEVERITY]"},
		{file: "general", name: "list of languages", from: "language: en", to: "language: [en]", through: "medical"},
		{file: "medical", name: "terms without brackets", from: "terms: [chest, abdomen,", to: "terms: chest, abdomen,"},
		{file: "support", name: "window of nothing", from: "      lists:\n        - id: products\n", to: "      lists:\n        - id: products\n¶          context: {words: [buy], window: 0}\n"},
		{file: "medical", name: "side that is none", from: "boost: 0.2}", to: "boost: 0.2, side: left}"},
		{file: "general", name: "budget without a unit", from: "      patterns:", to: "      budget: 100\n      patterns:"},
		{file: "support", name: "score as calibrated", from: "          score: 0.85\n", to: "          score: 0.85\n¶          calibrated: 0.9\n"},
		{file: "support", name: "timeout without a unit", from: "    uses: rules\n", to: "    uses: rules\n¶    timeout: 30\n"},
		{file: "support", name: "timeout in sec", from: "    uses: rules\n", to: "    uses: rules\n¶    timeout: 30sec\n"},
		{file: "support", name: "timeout in words", from: "    uses: rules\n", to: "    uses: rules\n¶    timeout: 1 minute\n"},
		{file: "support", name: "replicas in words", from: "    uses: rules\n", to: "    uses: rules\n¶    replicas: auto\n"},
		{file: "support", name: "size in words", from: "tests:", to: "run:\n¶  max_document: 16 megabytes\ntests:"},
		{file: "support", name: "duration with a blank", from: "tests:", to: "run:\n¶  timeout: 30 s\ntests:"},
		{file: "support", name: "off for false", from: "    uses: rules\n", to: "    uses: rules\n¶    enabled: off\n"},
	}
}

func syntaxSlips() []slip {
	return []slip{
		{file: "support", name: "no colon behind label", from: "          label: OS", to: "          label OS"},
		{file: "support", name: "no colon behind uses", from: "    uses: rules\n    with:", to: "    uses rules\n    with:"},
		{file: "support", name: "no colon behind nesting", from: "      nesting:\n        ORG", to: "      nesting\n        ORG"},
		{file: "medical", name: "colon in the description", from: "Discharge notes, referrals", to: "Discharge: notes, referrals"},
		{file: "support", name: "comma forgotten between keys", from: "{text: Dr. Smith, label: PERSON}", to: "{text: Dr. Smith label: PERSON}"},
		{file: "support", name: "brace not closed", from: "{text: Dr. Smith, label: PERSON}", to: "{text: Dr. Smith, label: PERSON"},
		{file: "support", name: "bracket not closed", from: "priority: [support, general]", to: "priority: [support, general"},
		{file: "support", name: "bracket not opened", from: "{match: [P1, Sev 2", to: "{match: P1, Sev 2"},
		{file: "medical", name: "tabs", from: "          score: 0.88", to: "\t\tscore: 0.88"},
		{file: "support", name: "no blank behind the dash", from: "- id: ticket", to: "-id: ticket"},
		{file: "support", name: "no blank behind the colon", from: "          label: SEVERITY", to: "          label:SEVERITY"},
		{file: "support", name: "apostrophe inside single quotes", from: "'Dr. Smith returned two", to: "'Dr. Smith's wife returned two"},
		{file: "legal", name: "apostrophe of a regex not doubled", from: `[\p{Ll}’'']+(?:[- ]\p{Lu}\p{Ll}+)?)(?:,?\s`, to: `[\p{Ll}’']+(?:[- ]\p{Lu}\p{Ll}+)?)(?:,?\s`},
		{file: "support", name: "quote not closed", from: `reject: ['ticket office']}`, to: `reject: ['ticket office]}`},
		{file: "support", name: "brackets closed in the wrong order", from: `reject: ['in order 1']}`, to: `reject: ['in order 1'}]`},
		{file: "support", name: "comment for a label", from: "          label: FILE_PATH", to: "          label: #FILE_PATH"},
	}
}
