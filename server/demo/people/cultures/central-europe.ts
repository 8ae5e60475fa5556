/** Polish, Czech and Slovak, Hungarian, Romanian and Albanian names. */
import type { CultureSource } from '../culture.ts';
import { western } from '../forms.ts';
import type { Spelled } from '../spelled.ts';

const ofPole = (family: Spelled): Spelled => (/(sk|ck|dzk)i$/.test(family.latin) ? { latin: `${family.latin.slice(0, -1)}a` } : family);

const polish: CultureSource = {
  code: 'polish', form: western({ second: 0.55, double: 0.05 }), nativeShare: 0, ofWoman: ofPole,
  women: 'Anna Maria Katarzyna Małgorzata Agnieszka Barbara Krystyna Ewa Elżbieta Zofia Teresa Magdalena Joanna Janina Monika Danuta Jadwiga Aleksandra Halina Irena Beata Marta Dorota Helena Karolina Grażyna Jolanta Iwona Marianna Natalia Bożena Stanisława Justyna Paulina Alicja Julia Urszula Wiktoria Zuzanna Hanna Lena Maja Kinga Sylwia Renata Edyta Aneta Weronika Izabela Patrycja Oliwia',
  men: 'Jan Andrzej Piotr Krzysztof Stanisław Tomasz Paweł Józef Marcin Marek Michał Grzegorz Jerzy Tadeusz Adam Łukasz Zbigniew Ryszard Dariusz Henryk Mariusz Kazimierz Wojciech Robert Mateusz Marian Rafał Jacek Janusz Mirosław Maciej Sławomir Jarosław Kamil Wiesław Roman Władysław Jakub Artur Zdzisław Edward Mieczysław Damian Dawid Przemysław Sebastian Czesław Leszek Daniel Waldemar Szymon Filip Bartosz Antoni',
  families: `Nowak:0.53 Kowalski:0.36 Wiśniewski:0.28 Wójcik:0.25 Kowalczyk:0.25 Kamiński:0.24 Lewandowski:0.23 Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki
    Pawlak Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski Marciniak Jasiński Zawadzki Bąk Jakubowski Sadowski Duda Włodarczyk Wilk Chmielewski Borkowski Sokołowski Szczepański Sawicki Kucharski Lis Maciejewski Kubiak Kalinowski Mazurek Wysocki Kołodziej Kaźmierczak Czarnecki Sobczak Urbański`,
  rare: ['Ba Biel Bo Bro Brze Bu Chr Czer Da Do Dro Dzie Ga Gli Go Gra Gru Ja Je Ka Kli Ko Kra Krze Ku La Le Łu Ma Mi Mo Mro Na Ni Ol Pa Pie Po Prze Pu Ra Ro Ru Sa Si Sko Sta Stry Su Sza Szcze Ta To Trze Tur Wa Wi Wo Za Zie Żu', '-:15 ba bie bo ch czy da de go ja ka ki ko la le li ło ma mi mo na ni no pa pie ra ro ry sa sie sza ta to wa wi wie wo za', 'cki dzki wski ński ski lski rski czyk czak iak ek ik ka la ra cz wicz ewicz owicz ota uch ała'],
  respell: 'ł>l ó>o ż>z ś>s cz>ch sz>sh ą>a ę>e ń>n w>v ć>c', nicknames: 'Aleksandra=Ola Katarzyna=Kasia Małgorzata=Gosia Jan=Janek Andrzej=Jędrek Stanisław=Staszek Krzysztof=Krzysiek Tomasz=Tomek Joanna=Asia', places: 'Warszawa Kraków Łódź Wrocław Poznań Gdańsk Szczecin Lublin',
};

function ofCzech({ latin }: Spelled): Spelled {
  if (latin.endsWith('ý')) return { latin: `${latin.slice(0, -1)}á` };
  if (latin.endsWith('í')) return { latin };
  return { latin: `${latin.replace(/(?<=[^aeiouyáéíóúý])(e(?=[kcl]$)|[ao]$)/u, '').replace(/[ao]$/u, '')}ová` };
}

const czech: CultureSource = {
  code: 'czech', form: western({ second: 0.05 }), nativeShare: 0, ofWoman: ofCzech,
  women: 'Marie|Mária Jana Eva Hana Anna Lenka Kateřina|Katarína Věra|Viera Lucie|Lucia Alena Petra Veronika Jaroslava Martina Tereza Jitka Michaela Ludmila|Ľudmila Helena Zuzana Monika Ivana Markéta Barbora Kristýna|Kristína Eliška|Alžbeta Adéla Natálie|Natália Zdeňka Dagmar Božena Gabriela Simona Pavla Iveta',
  men: 'Jiří|Juraj Jan|Ján Petr|Peter Josef|Jozef Pavel|Pavol Jaroslav Martin Tomáš Miroslav Zdeněk František Václav Michal Karel|Karol Milan Vladimír Lukáš David Jakub Ladislav Ondřej|Ondrej Stanislav Roman Antonín Marek Radek Daniel Filip Vojtěch Adam Matěj|Matej Dominik Štefan Rastislav Igor Ivan',
  families: 'Novák:0.6 Svoboda:0.45 Novotný:0.44 Dvořák:0.4 Černý Procházka Kučera Veselý Horák Němec Pokorný Marek Pospíšil Hájek Jelínek Král Růžička Beneš Fiala Sedláček Doležal Zeman Kolář Krejčí Navrátil Čermák Urban Vaněk Blažek Kříž Kovář Kratochvíl Bartoš Vlček Musil Kopecký Polák Šimek Malý Konečný Horváth|Horvát Kováč Varga Tóth|Tót Nagy Baláž Molnár Balog Lukáč Novotňák Hudák Kováčik Šoltés Oravec',
  rare: ['Ba Be Bla Bu Čap Če Da Dole Du Fi Ha Ho Hra Hru Já Je Ka Ko Kra Kře Ku La Le Ma Me Mi Mra Ne Pa Pe Po Pro Ra Ro Sa Sko Sla Sou Sta Str Ša Šte Ta Tr Ur Va Ve Vo Vr Za Ze Zi', 'be bi čí da do ha chá jí ka ko lí lo ma mi na no pá pe ra ro ří sa ta ti va vi vo za', 'ček čka ček|cek nek n ka k l ra rek ský cký ný l š ta tný ch ň zal bal'],
  respell: 'č>c š>s ř>r ž>z á>a í>i ý>y ě>e ů>u č>ch š>sh ová$>ova$', nicknames: 'Josef=Pepa Jan=Honza František=Franta Jiří=Jirka Václav=Vašek Kateřina=Katka', places: 'Praha Brno Ostrava Plzeň Bratislava Košice Prešov Žilina',
};

const hungarian: CultureSource = {
  code: 'hungarian', form: western({ second: 0.3, double: 0.02, familyFirst: true }), nativeShare: 0,
  women: 'Mária Erzsébet Katalin Ilona Éva Anna Zsuzsanna Margit Judit Ágnes Julianna Andrea Ildikó Erika Krisztina Irén Eszter Magdolna Mónika Edit Gabriella Szilvia Anita Anikó Viktória Márta Rozália Tímea Piroska Klára Tünde Dóra Réka Petra Zsófia Nóra Boglárka',
  men: 'László István József János Zoltán Sándor Gábor Ferenc Attila Péter Tamás Zsolt Tibor András Csaba Imre Lajos György Balázs Gyula Mihály Károly Róbert Béla Dávid Dániel Ádám Krisztián Miklós Norbert Bence Máté Levente Ákos Szabolcs Gergő Árpád Géza',
  families: 'Nagy:2.4 Kovács:2.2 Tóth:2.1 Szabó:2.1 Horváth:2 Varga:1.4 Kiss|Kis:1.3 Molnár:1.1 Németh|Német:0.9 Farkas:0.8 Balogh|Balog Papp|Pap Lakatos Takács Juhász Mészáros Oláh Simon Rácz Fekete Szilágyi Török Fehér Balázs Gál|Gaál Kis Szűcs Orsós Kocsis Fodor Pintér Szalai Sipos Magyar Lukács Gulyás Bíró Király László Katona Jakab Bogdán Balla Vass|Vas Boros',
  rare: ['Al Ba Bak Bene Bod Bor Csa Cser Dara De Do Er Fe Fü Ga Ger Gyar Ha Hege Ho Ju Ka Kál Ke Kere Ko Kö La Len Ma Me Mi Na Né O Pa Pe Pol Ra Sá Sár So Szá Szent Szi Ta Te Tor Uj Vá Ve Vi Zá', 'bo da di ga gá ka ke la le lo má mi mó na ne ra re ri szá ta te to va ve vö', 'si di i y szki kó lyi gi ri ti nyi s cs r lmi hegyi házi falvi laki'],
  respell: 'á>a é>e ö>o ő>o ü>u ű>u ó>o í>i cs>ch gy>dy zs>zh th>t', nicknames: 'László=Laci István=Pista József=Józsi János=Jani Sándor=Sanyi Katalin=Kati Erzsébet=Erzsi Zsuzsanna=Zsuzsa', places: 'Budapest Debrecen Szeged Miskolc Pécs Győr',
};

const romanian: CultureSource = {
  code: 'romanian', form: western({ second: 0.5, hyphen: 0.12 }), nativeShare: 0,
  women: 'Maria Elena Ana Ioana Mihaela Andreea Cristina Daniela Alexandra Georgeta Gabriela Mariana Alina Florentina Simona Monica Raluca Roxana Loredana Nicoleta Adriana Carmen Rodica Ecaterina Viorica Aurelia Doina Ileana Florica Oana Diana Bianca Denisa Iuliana Corina Ramona Natalia Tatiana',
  men: 'Ion|Ioan Gheorghe|George Constantin Nicolae Vasile Alexandru Andrei Mihai Adrian Cristian Florin Daniel Marian Ionuț|Ionut Dumitru Bogdan Radu Stefan|Ștefan Gabriel Ilie Cosmin Razvan|Răzvan Vlad Sorin Lucian Marius Ciprian Catalin|Cătălin Petru|Petre Viorel Liviu Claudiu Sergiu Iulian Aurel Valentin Dragoș|Dragos Costel Traian Octavian',
  families: 'Popa:0.9 Popescu:0.9 Ionescu:0.75 Radu:0.6 Dumitru:0.6 Stan Stoica Gheorghe Matei Ciobanu Ionita|Ioniță Rusu Constantin Dinu Munteanu Moldovan Florea Stanciu Nistor Dobre Marin Barbu Dumitrescu Toma Dima Ene Anghel Mihai Sandu Cojocaru Tudor Constantinescu Georgescu Preda Lazar|Lazăr Vasile Manole Neagu Lungu Mocanu Nedelcu Petrescu Oprea Voicu Iordache Diaconu Serban|Șerban Crisan|Crișan Pop Muresan|Mureșan Cretu|Crețu Grigore Stefanescu|Ștefănescu Gavrila|Gavrilă Ceban Rotaru Cebotari',
  rare: ['Al An Bal Ban Bu Ca Ce Chi Con Cri Da Do Dră Fie Flo Ga Ghe Gri Ha Ia Il Io Lu Ma Mi Mo Na Ne Ni Ola Pa Pe Pî Po Ra Ro Să Sa Si Sta Stro Ta Ti To Tu Un Ur Va Vi Vlă Za', 'ba be bu ca ce co da di do ga go la li lu ma mi na ne ni pa pu ra ri ro sa si ta te ti va vi', 'escu:25 eanu:12 aru oiu ache iu a ciuc șan rean u anu ea lici rariu'],
  respell: 'ș>s ț>t ă>a â>a î>i ș>sh ț>ts ie>e', nicknames: 'Ion=Ionel,Nelu Gheorghe=Gigi Constantin=Costel,Dinu Nicolae=Nicu Alexandru=Alex,Sandu Mihai=Misu', places: 'București Cluj-Napoca Timișoara Iași Constanța Craiova Chișinău Bălți',
};

const albanian: CultureSource = {
  code: 'albanian', form: western({ second: 0.05 }), nativeShare: 0,
  women: 'Mimoza Ardita Valbona Elira Teuta Drita Fatime|Fatima Shpresa Vjollca Luljeta Albana Besa Blerta Arta Flutura Liri Merita Zana Majlinda Entela Anila Elona Edona Donika Rozafa',
  men: 'Agron Arben|Arbën Besnik Dritan Ilir Fatos Gëzim|Gezim Shkëlzen Luan Bujar Artan Ardian Arian Altin Ervin Fatmir Bekim Skënder|Skender Petrit Muhamet|Muhamed Ismail Gjon Mark Pjetër|Pjeter Lulzim Valon Liridon Endrit Burim Naim Xhevdet|Dzevdet Enver Hysen|Husen',
  families: 'Hoxha|Hodža:2.5 Prifti:1 Shehu|Sehu:1.2 Dervishi|Dervishaj Leka Gjoni|Gjonaj Krasniqi:1 Gashi|Gaši:1 Berisha|Beriša:1 Morina Shala Bytyqi|Bytyci Hasani Kelmendi Kastrati Rama Basha Muça|Muca Meta Ahmeti Ibrahimi Ismaili Osmani Mehmeti Veliu Duka Kola Gjoka Marku Lleshi|Leshi Deda Çela|Cela Zeneli Bajrami Rexhepi|Redžepi Jashari|Jasari Thaçi|Thaqi',
  rare: ['A Ali Ba Be Bre Bu Da De Do Fe Ga Gje Gu Ha Hy I Ja Ka Ko Kry Ku La Le Ma Me Mu Nda Ni Pe Po Qa Ra Re Sa Se Sha Ska Ta To Tu Va Ve Xha Za Zo', 'ba bi du ga ku la li lo ma mi mu na ni pa ra ri ru sa sho ta ti', 'j ku li la ni aj:15 i raj shi ti qi gu na ra'],
  respell: 'sh>s ç>c ë>e xh>dz xh>j q>c gj>dj', places: 'Tirana Durrës Shkodër Vlorë Prishtina Prizren Tetovo',
};

export const CENTRAL_EUROPE: readonly CultureSource[] = [polish, czech, hungarian, romanian, albanian];
