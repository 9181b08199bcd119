package validate

// bban returns the structure of the account number behind the country code and
// check digits of an IBAN, in the notation of the registry: 4!n is four digits,
// a is for capital letters, c for either. Facts of the IBAN registry that SWIFT
// keeps for ISO 13616-2, release 101.
func bban(country string) string {
	switch country {
	case "AD":
		return "4!n4!n12!c"
	case "AE":
		return "3!n16!n"
	case "AL":
		return "8!n16!c"
	case "AT", "LT":
		return "5!n11!n"
	case "AZ":
		return "4!a20!c"
	case "BA":
		return "3!n3!n8!n2!n"
	case "BE":
		return "3!n7!n2!n"
	case "BG":
		return "4!a4!n2!n8!c"
	case "BH":
		return "4!a14!c"
	case "BI", "DJ", "MR":
		return "5!n5!n11!n2!n"
	case "BR":
		return "8!n5!n10!n1!a1!c"
	case "BY":
		return "4!c4!n16!c"
	case "CH", "LI":
		return "5!n12!c"
	case "CR":
		return "4!n14!n"
	case "CY":
		return "3!n5!n16!c"
	case "CZ":
		return "4!n16!n"
	case "DE":
		return "8!n10!n"
	case "DK", "FO", "GL":
		return "4!n9!n1!n"
	case "DO":
		return "4!c20!n"
	case "EE":
		return "2!n14!n"
	case "EG":
		return "4!n4!n17!n"
	case "ES":
		return "4!n4!n1!n1!n10!n"
	case "FI":
		return "3!n11!n"
	case "FK":
		return "2!a12!n"
	case "FR", "MC":
		return "5!n5!n11!c2!n"
	case "GB", "IE":
		return "4!a6!n8!n"
	case "GE":
		return "2!a16!n"
	case "GI":
		return "4!a15!c"
	case "GR":
		return "3!n4!n16!c"
	case "GT":
		return "4!c20!c"
	case "HN", "NI", "SV":
		return "4!a20!n"
	case "HR":
		return "7!n10!n"
	case "HU":
		return "3!n4!n1!n15!n1!n"
	case "IL":
		return "3!n3!n13!n"
	case "IQ":
		return "4!a3!n12!n"
	case "IS":
		return "4!n2!n6!n10!n"
	case "IT", "SM":
		return "1!a5!n5!n12!c"
	case "JO", "YE":
		return "4!a4!n18!c"
	case "KW":
		return "4!a22!c"
	case "KZ", "LU":
		return "3!n13!c"
	case "LB":
		return "4!n20!c"
	case "LC":
		return "4!a24!c"
	case "LV":
		return "4!a13!c"
	case "LY":
		return "3!n3!n15!n"
	case "MD":
		return "2!c18!c"
	case "ME", "RS":
		return "3!n13!n2!n"
	case "MK":
		return "3!n10!c2!n"
	case "MN":
		return "4!n12!n"
	case "MT":
		return "4!a5!n18!c"
	case "MU":
		return "4!a2!n2!n12!n3!n3!a"
	case "NL":
		return "4!a10!n"
	case "NO":
		return "4!n6!n1!n"
	case "OM":
		return "3!n16!c"
	case "PK", "RO":
		return "4!a16!c"
	case "PL":
		return "8!n16!n"
	case "PS", "QA":
		return "4!a21!c"
	case "PT", "ST":
		return "4!n4!n11!n2!n"
	case "RU":
		return "9!n5!n15!c"
	case "SA":
		return "2!n18!c"
	case "SC":
		return "4!a2!n2!n16!n3!a"
	case "SD":
		return "2!n12!n"
	case "SE":
		return "3!n16!n1!n"
	case "SI":
		return "5!n8!n2!n"
	case "SK":
		return "4!n6!n10!n"
	case "SO":
		return "4!n3!n12!n"
	case "TL":
		return "3!n14!n2!n"
	case "TN":
		return "2!n3!n13!n2!n"
	case "TR":
		return "5!n1!n16!c"
	case "UA":
		return "6!n19!c"
	case "VA":
		return "3!n15!n"
	case "VG":
		return "4!a16!n"
	case "XK":
		return "4!n10!n2!n"
	}
	return ""
}
