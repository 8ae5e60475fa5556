/** Names of Scandinavia, Iceland, Finland and the Baltic. */
import type { CultureSource } from '../culture.ts';
import { icelandic as icelandicForm, western } from '../forms.ts';
import type { Spelled } from '../spelled.ts';

const scandinavian: CultureSource = {
  code: 'scandinavian', form: western({ second: 0.6, hyphen: 0.06, double: 0.06 }), nativeShare: 0,
  women: 'Anna Maria Karin|Carin Kristina|Christina Eva Birgitta|Birgit Elisabeth|Elisabet Ingrid Margareta|Margrethe Linnea Marianne Kerstin Anne Inger Kirsten Hanne Mette Lene Susanne Helle Camilla|Kamilla Sofia|Sofie Emma Ida Nora Ingeborg Astrid Maja|Maya Freja|Freya Alma Solveig Berit Bjørg Randi Liv Turid Åse|Aase Gunn Sigrid Hedda Thea|Tea Ebba Elsa Wilma|Vilma Åsa Malin Jenny Johanna Frida|Frieda Sara|Sarah Julie Signe Ellen Pernille Annika',
  men: 'Lars Anders Erik|Eric|Eirik Karl|Carl Jan Johan Per|Peer Nils|Niels Mikael|Michael Hans Peter|Petter Bo Olof|Olav|Ole Gustav|Gustaf Sven|Svend|Svein Gunnar Fredrik|Frederik Daniel Björn|Bjørn Mats|Mads Magnus Håkan|Håkon|Haakon Jens Søren Henrik Thomas|Tomas Morten|Martin Rasmus Christian|Kristian Jesper Kim Knud|Knut Jørgen|Jörgen Finn Leif Rolf Arne Terje Geir Odd Øyvind|Eivind Stian Sindre Mathias|Matias William Lucas|Lukas Oscar|Oskar Emil Hugo Elias Axel|Aksel Viggo Oliver Noah Linus Viktor|Victor Kaj|Kai',
  families: `Andersson|Andersen|Anderson:2 Johansson|Johansen|Johanson:2 Hansen|Hansson:1.8 Karlsson|Carlsson|Karlsen:1.2 Nilsson|Nielsen|Nilsen:1.8 Jensen|Jenssen:1.4 Eriksson|Eriksen|Ericsson:1 Larsson|Larsen|Larson:1.6 Olsson|Olsen|Olson:1.4 Pedersen|Petersen|Pettersson|Persson:1.8 Svensson|Svendsen Gustafsson|Gustavsson Christensen|Kristensen|Christiansen|Kristiansen Rasmussen Sørensen|Sorensen Jørgensen|Jörgensen Madsen Jonsson|Jónsson Jansson
    Hansson Bengtsson Jönsson|Jonsson Lindberg|Lindbergh Jakobsson|Jacobsen|Jakobsen Magnusson Lindström Lindqvist|Lindquist Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Lundqvist Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg Wallin|Vallin Engström Danielsson Håkansson Eklund Lundin Gunnarsson Holm Bergman|Bergmann Samuelsson Fransson Wikström|Vikström Isaksson Bergqvist Nyström Holmberg
    Haugen Hagen Johannessen Bakke|Bakken Halvorsen Jacobsen Lie Iversen Moen Solberg Strand Eide Dahl|Dal Lunde Kristoffersen Møller Thomsen Knudsen|Knutsen Poulsen|Paulsen Mortensen Østergaard|Østergård Kjær|Kjaer Bruun|Brun Lauritsen Nørgaard|Nørgård Vestergaard Søndergaard Schmidt Dam Winther|Winter Frandsen Bjerregaard Hoffmann`,
  rare: ['Alm Ap Ask Björk Blom Bo Dal Ek El Eng Fjell Fors Gran Grön Hag Hed Hol Kjell Klint Kvist Lind Lund Ljung Malm Mo Myr Norr Ny Ros Rud Sand Sjö Skog Sol Sten Ström Sund Söder Tall Thor Val Wall Väster Wern Åker Ås Öst Østen Brække Nord Ravn Vold Haug', 'a e en s -:20', 'berg ström|strøm gren qvist|kvist lund mark dahl vik by stad stedt man holm gaard|gård feldt strand nes rud seth sen land vall löf bäck|bekk moen sson stuen'],
  respell: 'ö/ø ä/æ å>aa å>a ø>oe ö>oe ø>o kv/qv ss>s ph>f w>v', nicknames: 'Johan=Jocke Anders=Ante Lars=Lasse Karl=Kalle Erik=Ecke Margareta=Greta Kristina=Stina Birgitta=Gitta Katarina=Kattis Nils=Nisse', places: 'Stockholm Göteborg Malmö Uppsala Oslo Bergen Trondheim Tromsø København Aarhus Odense',
};

const icelandic: CultureSource = {
  code: 'icelandic', form: icelandicForm, nativeShare: 0,
  women: 'Guðrún Anna Kristín Sigríður Margrét Helga Sigrún Ingibjörg Jóhanna María Elín Katrín Hildur Ragnheiður Erla Lilja Ásta Elísabet Guðbjörg Eva Hrafnhildur Bryndís Þórunn Sólveig Unnur Birna Auður Þóra Steinunn Emilía Björk Ásdís Halldóra',
  men: 'Jón Sigurður Guðmundur Gunnar Ólafur Einar Magnús Kristján Stefán Jóhann Björn Árni Bjarni Helgi Halldór Arnar Kristinn Ragnar Guðjón Pétur Daníel Páll Þór Haukur Aron Davíð Birgir Óskar Alexander Hilmar Þorsteinn Sveinn Ásgeir Snorri Hlynur Baldur Egill Örn',
  families: 'Blöndal Thorarensen Hansen Briem Möller Thors Kvaran Zoëga', respell: 'ð>d þ>th æ>ae ö>o á>a ó>o í>i ú>u é>e', places: 'Reykjavík Akureyri Keflavík Selfoss',
};

const finnish: CultureSource = {
  code: 'finnish', form: western({ second: 0.8, third: 0.1, hyphen: 0.03, double: 0.04 }), nativeShare: 0,
  women: 'Maria Helena Johanna Anneli Kaarina Marjatta Anna Liisa Annikki Tuulikki Elina Sofia Susanna Leena Katariina Päivi Ritva Tuula Pirjo Sari Minna Hanna Heidi Jaana Kirsi Riikka Satu Aino Eeva Sanna Laura Emilia Aada Venla Ülle Tiina Kristiina Kadri Liis Maarja Piret',
  men: 'Juhani Johannes Olavi Antero Tapani Kalevi Tapio Matti Mikael Petteri Timo Juha Kari Mikko Jari Antti Jukka Pekka Markku Hannu Heikki Seppo Janne Sami Ville Marko Petri Eetu Onni Väinö Eino Veikko Toivo Rein Jaan Margus Tõnu Andres Urmas Priit',
  families: 'Korhonen:0.4 Virtanen:0.4 Mäkinen:0.37 Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Turunen Salo Laitinen Tuominen Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Ojala Leppänen Väisänen Hiltunen Kallio Räsänen Miettinen Pitkänen Leinonen Manninen Kangas Tamm Saar Sepp Mägi Kask Kukk Rebane Ilves Pärn Koppel',
  rare: ['Aal Ala Anti Haa Hakka Halo Hart Hei Hiet Hirvo Hovi Ikä Jaak Juk Kaar Kar Ketto Kivi Kort Kur Kuus Laa Lam Leh Lind Luuk Maa Mus Myl Nur Oja Paa Peltó Pie Pirt Pul Puu Rai Rauta Rin Ruo Saa Sep Sii Suo Tam Ter Toi Tuo Uusi Vaa Vain Vil Yli', 'ka ki la li lo mä ma ni pa ri ro sa si sto ti ta vi vo', 'nen:40 la lä ja maa niemi lahti koski ranta salo järvi mäki'],
  respell: 'ä>a ö>o ä>ae ö>oe kk>k', places: 'Helsinki Tampere Turku Oulu Espoo Tallinn Tartu Pärnu',
};

/** Lithuanian women: -ienė when married, -aitė and the like when not. */
function ofLithuanian({ latin }: Spelled): Spelled {
  const stem = latin.replace(/(as|is|us|ys|a|ė)$/u, '');
  return { latin: stem + (latin.length % 3 === 0 ? 'aitė' : 'ienė') };
}

const baltic: CultureSource = {
  code: 'baltic', form: western({ second: 0.12 }), nativeShare: 0, ofWoman: ofLithuanian,
  women: 'Ona Irena Janina Danutė Aldona Kristina Rasa Daiva Jolanta Vida Asta Rita Inga Laima Eglė Lina Rūta Jurgita Živilė Gabija Austėja Emilija Anna Kristīne Inese Ilze Līga Dace Anita Sandra Ieva Zane',
  men: 'Jonas Vytautas Antanas Tomas Juozas Kazys Darius Mindaugas Andrius Arūnas Gintaras Saulius Rimantas Valdas Žilvinas Kęstutis Algirdas Lukas Matas Jānis Andris Juris Pēteris Aivars Mārtiņš Edgars Artūrs Guntis Raimonds Ričardas Vladas',
  families: 'Kazlauskas:0.5 Jankauskas:0.4 Petrauskas Stankevičius Vasiliauskas Žukauskas Butkus Paulauskas Urbonas Kavaliauskas Balčiūnas Navickas Ramanauskas Pocius Baranauskas Šimkus Žilinskas Lukoševičius Mockus Bērziņš Kalniņš Ozoliņš Jansons Liepiņš Krūmiņš Balodis Eglītis Zariņš Pētersons Vītols Kļaviņš',
  rare: ['Ado Ba Bal Bart Bru Da Do Gai Gri Gu Ja Jo Jur Ka Kat Ki Lau Luk Ma Mik Na Nor Pa Pet Pu Ra Ru Sa Ski Sta Ste Šim Ta Tam Ur Va Val Vi Za Žem', 'dau ka ki la le li lu mu na ni ra ri ru se si ta to tra va vi', 'nas uskas auskas kus tis čius vičius lis nis lys ūnas ėnas lius tas'],
  respell: 'š>sh ž>zh č>ch š>s ž>z č>c ū>u ė>e ņ>n ļ>l ķ>k', places: 'Vilnius Kaunas Klaipėda Rīga Daugavpils Liepāja',
};

export const NORTH_EUROPE: readonly CultureSource[] = [scandinavian, icelandic, finnish, baltic];
