package io.millrace.sampledata;

import java.util.List;

/** What the shop's rows are made of. */
final class Words {
  static final String[] FIRST_NAMES = {
    "Ada", "Amir", "Anna", "Ben", "Carla", "Chen", "Clara", "Dario", "Elif", "Emil", "Eva", "Fatou",
    "Femi", "Greta", "Hugo", "Ines", "Ivan", "Jana", "Jonas", "Kofi", "Lars", "Lea", "Luis", "Maja",
    "Marco", "Mei", "Nadia", "Noor", "Olga", "Omar", "Paula", "Priya", "Rosa", "Sami", "Sofia",
    "Tariq", "Tomas", "Uma", "Vera", "Zoe"
  };

  static final String[] LAST_NAMES = {
    "Almeida", "Bauer", "Costa", "Diallo", "Evans", "Fischer", "Garcia", "Haddad", "Ito", "Jansen",
    "Kaya", "Larsen", "Meyer", "Novak", "Okafor", "Patel", "Quinn", "Rossi", "Sato", "Tanaka",
    "Ulrich", "Vargas", "Weber", "Xu", "Yilmaz", "Ziegler"
  };

  static final String[] PRODUCTS = {
    "Kettle",
    "Lamp",
    "Notebook",
    "Backpack",
    "Tent",
    "Racket",
    "Teapot",
    "Chair",
    "Bowl",
    "Towel",
    "Clock",
    "Speaker",
    "Keyboard",
    "Monitor",
    "Puzzle",
    "Kite"
  };

  static final String[] KINDS = {
    "Classic", "Compact", "Deluxe", "Light", "Nordic", "Pro", "Travel"
  };

  static final String[] COLOURS = {"blue", "green", "grey", "red", "white"};

  static final String[] CURRENCIES = {"EUR", "EUR", "EUR", "GBP", "USD"};

  /** Code, name, region: in the order of the load files, three to each. */
  static final List<String[]> COUNTRIES =
      List.of(
          new String[] {"AT", "Austria", "Europe"},
          new String[] {"BE", "Belgium", "Europe"},
          new String[] {"BR", "Brazil", "America"},
          new String[] {"CA", "Canada", "America"},
          new String[] {"CH", "Switzerland", "Europe"},
          new String[] {"CL", "Chile", "America"},
          new String[] {"CN", "China", "Asia"},
          new String[] {"CZ", "Czech Republic", "Europe"},
          new String[] {"DE", "Germany", "Europe"},
          new String[] {"DK", "Denmark", "Europe"},
          new String[] {"EG", "Egypt", "Africa"},
          new String[] {"ES", "Spain", "Europe"},
          new String[] {"FI", "Finland", "Europe"},
          new String[] {"FR", "France", "Europe"},
          new String[] {"GB", "United Kingdom", "Europe"},
          new String[] {"GH", "Ghana", "Africa"},
          new String[] {"GR", "Greece", "Europe"},
          new String[] {"IE", "Ireland", "Europe"},
          new String[] {"IN", "India", "Asia"},
          new String[] {"IT", "Italy", "Europe"},
          new String[] {"JP", "Japan", "Asia"},
          new String[] {"KE", "Kenya", "Africa"},
          new String[] {"KR", "Korea", "Asia"},
          new String[] {"MK", "Macedonia", "Europe"},
          new String[] {"MX", "Mexico", "America"},
          new String[] {"NG", "Nigeria", "Africa"},
          new String[] {"NL", "Netherlands", "Europe"},
          new String[] {"NO", "Norway", "Europe"},
          new String[] {"PL", "Poland", "Europe"},
          new String[] {"PT", "Portugal", "Europe"},
          new String[] {"SZ", "Swaziland", "Africa"},
          new String[] {"TR", "Turkey", "Asia"},
          new String[] {"US", "United States", "America"});

  static final String[] COUNTRY_CODES =
      COUNTRIES.stream().map(country -> country[0]).toArray(String[]::new);

  /** Identity, name, department. */
  static final List<String[]> CATEGORIES =
      List.of(
          new String[] {"1", "Kitchen", "Home"},
          new String[] {"2", "Lighting", "Home"},
          new String[] {"3", "Furniture", "Home"},
          new String[] {"4", "Bath", "Home"},
          new String[] {"5", "Stationery", "Office"},
          new String[] {"6", "Computing", "Office"},
          new String[] {"7", "Audio", "Office"},
          new String[] {"8", "Camping", "Outdoor"},
          new String[] {"9", "Sport", "Outdoor"},
          new String[] {"10", "Luggage", "Outdoor"},
          new String[] {"11", "Games", "Play"},
          new String[] {"12", "Kites", "Play"});

  private Words() {}
}
