package validate

import (
	"errors"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

func people() []Validator {
	return []Validator{
		{Name: "phone", Doc: "Telephone number in a range that its country has assigned; one without + needs the option region.", Source: "ITU-T E.164, the metadata of libphonenumber",
			Example: "+44 20 7946 0018", Wrong: "+44 20 7946 001", check: phone, regions: phoneRegions},
	}
}

func phone(text string, o Options) error {
	region := o.Region
	if region == "" {
		if !strings.HasPrefix(text, "+") {
			return errors.New("it has no country code, and the rule names no region")
		}
		region = phonenumbers.UNKNOWN_REGION
	}
	number, err := phonenumbers.Parse(text, region)
	switch {
	case err != nil:
		return errors.New("it cannot be read as a telephone number")
	case !phonenumbers.IsValidNumber(number):
		return errors.New("no country has assigned its range")
	}
	return nil
}

func phoneRegions() []string {
	var regions []string
	for region := range phonenumbers.GetSupportedRegions() {
		regions = append(regions, region)
	}
	slices.Sort(regions)
	return regions
}
