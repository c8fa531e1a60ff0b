//! The currencies of ISO 4217 in the order of their letters: reference data, in no table.

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// Its number in ISO 4217, which serves as its id.
    pub number: i32,
    /// Three capital letters.
    pub code: &'static str,
    pub name: &'static str,
}

const fn of(code: &'static str, number: i32, name: &'static str) -> Currency {
    Currency { number, code, name }
}

/// Every currency that people are paid in.
pub const ALL: [Currency; 153] = [
    of("AED", 784, "United Arab Emirates dirham"),
    of("AFN", 971, "Afghan afghani"),
    of("ALL", 8, "Albanian lek"),
    of("AMD", 51, "Armenian dram"),
    of("AOA", 973, "Angolan kwanza"),
    of("ARS", 32, "Argentine peso"),
    of("AUD", 36, "Australian dollar"),
    of("AWG", 533, "Aruban florin"),
    of("AZN", 944, "Azerbaijani manat"),
    of("BAM", 977, "Bosnia and Herzegovina convertible mark"),
    of("BBD", 52, "Barbados dollar"),
    of("BDT", 50, "Bangladeshi taka"),
    of("BHD", 48, "Bahraini dinar"),
    of("BIF", 108, "Burundian franc"),
    of("BMD", 60, "Bermudian dollar"),
    of("BND", 96, "Brunei dollar"),
    of("BOB", 68, "Boliviano"),
    of("BRL", 986, "Brazilian real"),
    of("BSD", 44, "Bahamian dollar"),
    of("BTN", 64, "Bhutanese ngultrum"),
    of("BWP", 72, "Botswana pula"),
    of("BYN", 933, "Belarusian ruble"),
    of("BZD", 84, "Belize dollar"),
    of("CAD", 124, "Canadian dollar"),
    of("CDF", 976, "Congolese franc"),
    of("CHF", 756, "Swiss franc"),
    of("CLP", 152, "Chilean peso"),
    of("CNY", 156, "Chinese yuan"),
    of("COP", 170, "Colombian peso"),
    of("CRC", 188, "Costa Rican colon"),
    of("CUP", 192, "Cuban peso"),
    of("CVE", 132, "Cape Verde escudo"),
    of("CZK", 203, "Czech koruna"),
    of("DJF", 262, "Djiboutian franc"),
    of("DKK", 208, "Danish krone"),
    of("DOP", 214, "Dominican peso"),
    of("DZD", 12, "Algerian dinar"),
    of("EGP", 818, "Egyptian pound"),
    of("ERN", 232, "Eritrean nakfa"),
    of("ETB", 230, "Ethiopian birr"),
    of("EUR", 978, "Euro"),
    of("FJD", 242, "Fiji dollar"),
    of("FKP", 238, "Falkland Islands pound"),
    of("GBP", 826, "Pound sterling"),
    of("GEL", 981, "Georgian lari"),
    of("GHS", 936, "Ghanaian cedi"),
    of("GIP", 292, "Gibraltar pound"),
    of("GMD", 270, "Gambian dalasi"),
    of("GNF", 324, "Guinean franc"),
    of("GTQ", 320, "Guatemalan quetzal"),
    of("GYD", 328, "Guyanese dollar"),
    of("HKD", 344, "Hong Kong dollar"),
    of("HNL", 340, "Honduran lempira"),
    of("HTG", 332, "Haitian gourde"),
    of("HUF", 348, "Hungarian forint"),
    of("IDR", 360, "Indonesian rupiah"),
    of("ILS", 376, "Israeli new shekel"),
    of("INR", 356, "Indian rupee"),
    of("IQD", 368, "Iraqi dinar"),
    of("IRR", 364, "Iranian rial"),
    of("ISK", 352, "Icelandic krona"),
    of("JMD", 388, "Jamaican dollar"),
    of("JOD", 400, "Jordanian dinar"),
    of("JPY", 392, "Japanese yen"),
    of("KES", 404, "Kenyan shilling"),
    of("KGS", 417, "Kyrgyzstani som"),
    of("KHR", 116, "Cambodian riel"),
    of("KMF", 174, "Comoro franc"),
    of("KPW", 408, "North Korean won"),
    of("KRW", 410, "South Korean won"),
    of("KWD", 414, "Kuwaiti dinar"),
    of("KYD", 136, "Cayman Islands dollar"),
    of("KZT", 398, "Kazakhstani tenge"),
    of("LAK", 418, "Lao kip"),
    of("LBP", 422, "Lebanese pound"),
    of("LKR", 144, "Sri Lankan rupee"),
    of("LRD", 430, "Liberian dollar"),
    of("LSL", 426, "Lesotho loti"),
    of("LYD", 434, "Libyan dinar"),
    of("MAD", 504, "Moroccan dirham"),
    of("MDL", 498, "Moldovan leu"),
    of("MGA", 969, "Malagasy ariary"),
    of("MKD", 807, "Macedonian denar"),
    of("MMK", 104, "Myanmar kyat"),
    of("MNT", 496, "Mongolian tugrik"),
    of("MOP", 446, "Macanese pataca"),
    of("MRU", 929, "Mauritanian ouguiya"),
    of("MUR", 480, "Mauritian rupee"),
    of("MVR", 462, "Maldivian rufiyaa"),
    of("MWK", 454, "Malawian kwacha"),
    of("MXN", 484, "Mexican peso"),
    of("MYR", 458, "Malaysian ringgit"),
    of("MZN", 943, "Mozambican metical"),
    of("NAD", 516, "Namibian dollar"),
    of("NGN", 566, "Nigerian naira"),
    of("NIO", 558, "Nicaraguan cordoba"),
    of("NOK", 578, "Norwegian krone"),
    of("NPR", 524, "Nepalese rupee"),
    of("NZD", 554, "New Zealand dollar"),
    of("OMR", 512, "Omani rial"),
    of("PAB", 590, "Panamanian balboa"),
    of("PEN", 604, "Peruvian sol"),
    of("PGK", 598, "Papua New Guinean kina"),
    of("PHP", 608, "Philippine peso"),
    of("PKR", 586, "Pakistani rupee"),
    of("PLN", 985, "Polish zloty"),
    of("PYG", 600, "Paraguayan guarani"),
    of("QAR", 634, "Qatari riyal"),
    of("RON", 946, "Romanian leu"),
    of("RSD", 941, "Serbian dinar"),
    of("RUB", 643, "Russian ruble"),
    of("RWF", 646, "Rwandan franc"),
    of("SAR", 682, "Saudi riyal"),
    of("SBD", 90, "Solomon Islands dollar"),
    of("SCR", 690, "Seychelles rupee"),
    of("SDG", 938, "Sudanese pound"),
    of("SEK", 752, "Swedish krona"),
    of("SGD", 702, "Singapore dollar"),
    of("SHP", 654, "Saint Helena pound"),
    of("SLE", 925, "Sierra Leonean leone"),
    of("SOS", 706, "Somali shilling"),
    of("SRD", 968, "Surinamese dollar"),
    of("SSP", 728, "South Sudanese pound"),
    of("STN", 930, "Sao Tome and Principe dobra"),
    of("SVC", 222, "Salvadoran colon"),
    of("SYP", 760, "Syrian pound"),
    of("SZL", 748, "Swazi lilangeni"),
    of("THB", 764, "Thai baht"),
    of("TJS", 972, "Tajikistani somoni"),
    of("TMT", 934, "Turkmenistan manat"),
    of("TND", 788, "Tunisian dinar"),
    of("TOP", 776, "Tongan paanga"),
    of("TRY", 949, "Turkish lira"),
    of("TTD", 780, "Trinidad and Tobago dollar"),
    of("TWD", 901, "New Taiwan dollar"),
    of("TZS", 834, "Tanzanian shilling"),
    of("UAH", 980, "Ukrainian hryvnia"),
    of("UGX", 800, "Ugandan shilling"),
    of("USD", 840, "United States dollar"),
    of("UYU", 858, "Uruguayan peso"),
    of("UZS", 860, "Uzbekistani sum"),
    of("VES", 928, "Venezuelan bolivar"),
    of("VND", 704, "Vietnamese dong"),
    of("VUV", 548, "Vanuatu vatu"),
    of("WST", 882, "Samoan tala"),
    of("XAF", 950, "Central African CFA franc"),
    of("XCD", 951, "East Caribbean dollar"),
    of("XOF", 952, "West African CFA franc"),
    of("XPF", 953, "CFP franc"),
    of("YER", 886, "Yemeni rial"),
    of("ZAR", 710, "South African rand"),
    of("ZMW", 967, "Zambian kwacha"),
    of("ZWG", 924, "Zimbabwe gold"),
];

/// The currency with this number of ISO 4217.
pub fn by_number(number: i64) -> Option<Currency> {
    ALL.into_iter().find(|it| i64::from(it.number) == number)
}

/// The currency with these three letters.
pub fn by_code(code: &str) -> Option<Currency> {
    ALL.binary_search_by_key(&code, |it| it.code).ok().map(|at| ALL[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_is_found_by_its_code_and_by_its_number() {
        for it in ALL {
            assert_eq!(by_code(it.code), Some(it));
            assert_eq!(by_number(it.number.into()), Some(it));
        }
        assert_eq!((by_code("aud"), by_number(0)), (None, None));
    }
}
