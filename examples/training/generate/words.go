package main

// vocabularies are what slots are filled with. The first three fifths of each may
// occur anywhere, the rest in test.jsonl only: names that nobody was taught.
func vocabularies() map[string][]string {
	return map[string][]string{
		"first": {
			"Amira", "Bjarne", "Carmen", "Dorota", "Emeka", "Farah", "Gustav", "Hana", "Imre", "Jolanda", "Kofi", "Leila", "Mateus", "Nadia",
			"Oskar", "Priya", "Quentin", "Rosa", "Sandor", "Tamsin", "Ulrike", "Vikram", "Wanda", "Xenia", "Yusuf", "Zofia", "Anselm", "Bettina",
			"Cedric", "Delphine", "Edda", "Florin", "Greta", "Henning", "Ilse", "Jaromir", "Kirsten", "Lorcan", "Mirela", "Noor",
		},
		"last": {
			"Adeyemi", "Brandt", "Castellano", "Dvorak", "Eriksen", "Fontaine", "Grabowski", "Hassan", "Ivanova", "Jansen", "Kaplan", "Lindqvist",
			"Moretti", "Nakamura", "Okafor", "Petrescu", "Quist", "Rahman", "Silva", "Thorne", "Ueda", "Varga", "Whitlock", "Yilmaz", "Zeman",
			"Abernathy", "Bergstrom", "Coelho", "Delacroix", "Espinoza", "Farkas", "Gupta", "Holm", "Iqbal", "Jovanovic", "Kruger", "Larsen",
			"Mbeki", "Novak", "Oduya",
		},
		"PRODUCT": {
			"desk lamp", "floor lamp", "bedside clock", "kettle", "Aurora desk lamp", "Halo ceiling light", "Brisk kettle", "coffee grinder",
			"Brisk Pro", "hand mixer", "wall clock", "Halo Mini", "reading light", "travel adapter", "Aurora", "toaster", "water filter",
			"Nimbus fan", "heater", "Ember heater", "extension cord", "night light", "Pulse charger", "charging dock", "smoke alarm",
			"Ember Two", "dimmer switch", "Nimbus Max", "milk frother", "rice cooker", "Terra humidifier", "garden lantern", "string lights",
			"Pulse Duo", "door bell", "Terra Lite", "solar lamp", "bread maker", "Onda speaker", "slow cooker",
		},
		"COMPANY": {
			"Parcelway", "Nordfracht", "Quickship", "Lumen & Sons", "Hartwell Logistics", "City Couriers", "Brightside", "Kestrel Express",
			"Vantage Retail", "Bluebird Freight", "Alder Electronics", "Postline", "Merrow Ltd", "Swiftbox", "Oakfield Stores", "Tern Cargo",
			"Redgate Imports", "Silverline Post", "Harbour Supply", "Wexler GmbH",
		},
		"PLACE": {
			"Leeds", "Porto", "Graz", "Bristol", "Tampere", "Lyon", "Galway", "Utrecht", "Malmö", "Split", "Turin", "Ghent", "Brno", "Aarhus",
			"Cork", "San Vito", "Bad Aussee", "Newry", "Lund", "Saint-Omer", "Nantes", "Szeged", "Perth", "Tromsø", "Vigo", "Kilkenny",
		},
		"when": {
			"on Monday", "last week", "yesterday", "three days ago", "this morning", "on 4 May", "since Friday", "before the weekend", "two weeks ago",
			"again today", "just now", "on the 12th",
		},
		"issue": {
			"flickers", "does not switch on", "hums loudly", "came with a cracked base", "gets far too hot", "stopped working", "smells of burnt plastic",
			"is missing a screw", "has the wrong plug", "switches itself off", "leaks", "arrived dented", "keeps beeping", "won't charge",
		},
		"greeting": {"Hi, ", "Hello team, ", "Hi there, ", "Good morning, ", "hey ", "", "", "", "", "", "", "", ""},
		"closing":  {" Thanks.", " Please advise.", " Thank you!", " Any news?", "", "", "", "", "", "", ""},
	}
}
