/** Italian, Spanish, Portuguese and Greek names, and those of Latin America and the Philippines. */
import type { CultureSource } from '../culture.ts';
import { filipino as filipinoForm, portuguese as portugueseForm, spanish as spanishForm, western } from '../forms.ts';
import { greek as readGreek } from '../readings.ts';
import type { Spelled } from '../spelled.ts';

const italian: CultureSource = {
  code: 'italian', form: western({ second: 0.2, double: 0.01 }), nativeShare: 0,
  women: 'Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonietta Carla Elena Concetta Rita Margherita Franca Paola Laura Giulia Sara Chiara Martina Federica Silvia Valentina Alessia Elisa Alice Giorgia Sofia Aurora Ginevra Emma Beatrice Daniela Patrizia Cristina Roberta Barbara Simona Monica Claudia Stefania Elisabetta Ilaria Serena Noemi Gaia Camilla Vincenza Immacolata Assunta Nunzia',
  men: 'Giuseppe Antonio Giovanni Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno Paolo Michele Giorgio Aldo Sergio Luciano Marco Alessandro Andrea Matteo Lorenzo Luca Davide Simone Federico Riccardo Gabriele Leonardo Tommaso Edoardo Mattia Alessio Stefano Roberto Fabio Massimo Daniele Claudio Maurizio Enrico Nicola|Nicolò Filippo Emanuele Gennaro Pasquale Raffaele Ciro Rocco Carmine Cosimo Gaetano Diego Christian|Cristian',
  families: `Rossi:0.45 Russo:0.3 Ferrari:0.26 Esposito:0.24 Bianchi:0.2 Romano:0.19 Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca|Deluca Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra Coppola De_Santis|Desantis D'Angelo|Dangelo Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco
    Marini Grasso Valentini Messina Sala De_Angelis|Deangelis Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone Rossetti Caputo Montanari Guerra Palmieri Bernardi Martino Fiore De_Rosa|Derosa Ferretti Bellini Basile Riva Donati Piras Vitali Battaglia Sartori Neri Costantini Milani Pagano Ruggiero Sorrentino D'Amico|Damico Orlando Negri Mantovani`,
  rare: ['Ab Al Bac Bal Bar Bel Ber Bo Bon Bra Cal Cam Cap Car Cas Cer Ci Col Cor Cri D\'A Del Di_ Do Fa Fer Fio Fran Gal Gar Gi Gra Gua La Lo Lu Ma Mal Man Mar Mo Mon Na Ni Or Pa Pal Pan Pel Pi Po Pra Qua Ra Ro Sal San Sca Ser Spi Ta Tor Tra Va Ven Vi Za', 'be bi ce ci co da do fa ga gi la li lo lu ma me mi na ni no pa pe po ra ri ro sa se si ta te ti to tri va vi za -', 'ni ti li rini ello etti ini oni ucci acci aro asso ardi ato ese one ano otti elli illo ci gna glia sco si ro'],
  respell: 'tt>t ll>l zz>z ss>s cc>c gn>n', nicknames: 'Giuseppe=Beppe,Pino Francesco=Franco,Ciccio Antonio=Tonino Giovanni=Gianni Salvatore=Totò,Turi Vincenzo=Enzo Alessandro=Sandro,Ale Luigi=Gigi Francesca=Franci Giuseppina=Pina', places: 'Roma Milano Napoli Torino Palermo Genova Bologna Firenze Bari Catania Lugano',
};

const SPANISH_WOMEN = 'María Carmen Ana Isabel Dolores Pilar Josefa Teresa Rosa Antonia Laura Cristina Francisca Marta Mercedes Luisa Lucía Elena Concepción Rosario Paula Juana Raquel Manuela Sara Beatriz Patricia Encarnación Silvia Rocío Julia Andrea Montserrat Sofía Alba Irene Daniela Claudia Inés Carla Natalia Margarita Eva Nuria Alicia Lorena Victoria Martina Ángela Susana Verónica Gloria Noelia Esther|Ester Amparo Sandra Yolanda Sonia';
const SPANISH_MEN = 'Antonio Manuel José Francisco David Juan Javier Daniel Carlos Jesús Alejandro Miguel Rafael Pedro Pablo Ángel Sergio Fernando Jorge Luis Alberto Álvaro Adrián Diego Raúl Iván Rubén Enrique Óscar Ramón Vicente Andrés Joaquín Mario Víctor Santiago Eduardo Roberto Jaime Marcos Ignacio Hugo Alfonso Jordi Salvador Ricardo Mateo Emilio Guillermo Gabriel Julio Gonzalo Nicolás Lucas Tomás Agustín Martín Íñigo Xavier Iker Félix Domingo';
const SPANISH_RESPELL = 'z>s s$>z$ v>b b>v y>i í>i ll>y x>j j>x ñ>n é>e á>a ó>o qu>k ^h>-';

const spanish: CultureSource = {
  code: 'spanish', form: spanishForm, nativeShare: 0, women: SPANISH_WOMEN, men: SPANISH_MEN,
  families: `García:3.3 Rodríguez|Rodrigues:2.1 González|Gonzales:2.1 Fernández|Fernandes:2.1 López|Lopes:2 Martínez|Martines:1.9 Sánchez|Sanches:1.9 Pérez|Peres:1.8 Gómez|Gomes:1.1 Martín:1.1 Jiménez|Giménez|Ximénez:0.9 Hernández|Hernandes:0.9 Ruiz|Ruíz:0.85 Díaz|Dias:0.8 Moreno:0.75 Muñoz:0.7 Álvarez|Alvares Romero Gutiérrez|Gutierres Alonso Navarro Torres Domínguez|Domingues Ramos Vázquez|Vásquez Ramírez Gil
    Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Marín Rubio Núñez Sanz Medina Iglesias Castillo Cortés Garrido Santos Lozano Guerrero Cano Cruz Méndez|Mendes Prieto Flores Herrera Peña Gallego León Márquez Cabrera Calvo Vidal Campos Reyes Vega Fuentes Carrasco Díez Aguilar Caballero Nieto Santana Pascual Herrero Montero Hidalgo Lorenzo Giménez Ibáñez Ferrer Durán Vicente Santiago Benítez Mora Arias Vargas
    Carmona Crespo Román Pastor Soto Sáez Velasco Moya Soler Parra Esteban Bravo Gallardo Rojas Puig Ferrer Vila Roca Etxeberria|Echeverría Goikoetxea|Goicoechea Aguirre|Agirre Zubizarreta Otxoa|Ochoa`,
  rare: ['A Al Ar Ba Bel Ber Bur Ca Cal Car Cas Ce Cor Cu De E Es Fa Fer Ga Go Gra Gua He I Ja La Le Lo Lla Ma Mar Me Mi Mon Mo Na O Or Pa Pe Pi Po Que Ra Re Ri Ro Sa Se Sol Ta To Tri U Va Ve Vi Vil Za Zu', 'ba be bi ca ce cha da de ga go gui la lle li lo ma me mi mo na ni no pa pe que ra re ri rro sa se si ta te ti to va ve vi za zo -', 'da do drón dez ero era ejo ez illo illa ina ino ión lde les ma món na nde nte ra ral rra ro rte sco sa tero to val zar'],
  rareShare: 0.3, respell: SPANISH_RESPELL, nicknames: 'Francisco=Paco,Pancho José=Pepe Jesús=Chus,Chuy Manuel=Manolo Antonio=Toni Ignacio=Nacho Enrique=Quique Dolores=Lola Concepción=Concha Mercedes=Merche Rosario=Charo Guadalupe=Lupe Rafael=Rafa Eduardo=Edu,Lalo', places: 'Madrid Barcelona Valencia Sevilla Zaragoza Málaga Bilbao Murcia',
};

const hispanic: CultureSource = {
  code: 'hispanic', form: spanishForm, nativeShare: 0,
  women: `Guadalupe Juana Margarita Verónica Yolanda ${SPANISH_WOMEN} Valentina Ximena|Jimena Camila Mariana Fernanda Alejandra Gabriela Adriana Leticia Graciela Norma Blanca Maribel Marisol Yesenia|Jessenia Yadira Xiomara|Siomara Luz Milagros Esperanza Soledad Yuri Katherine|Katherin Jennifer|Yenifer Leidy|Lady Dayana|Daiana Karen Wendy`,
  men: `Juan José Luis ${SPANISH_MEN} Edgar Arturo Héctor Gustavo Gerardo Armando Sebastián Santiago Mauricio Rodrigo Wilson Edwin Jhon|John Yeison|Jason Brayan|Bryan Kevin Walter Wilmer|Wilmar Freddy|Fredy Nelson Hernán Rolando Orlando Rigoberto Ezequiel Facundo Matías Thiago Franco Lautaro Julián Esteban Cristian|Christian Jairo Leonardo Camilo`,
  families: `González|Gonzales:2.6 Rodríguez|Rodrigues:2.6 Hernández|Hernandes:2.3 García:2.3 Martínez|Martines:2 López|Lopes:1.9 Pérez|Peres:1.7 Sánchez|Sanches:1.6 Ramírez|Ramires:1.4 Flores|Florez:1.2 Gómez|Gomes:1.1 Torres:1 Díaz|Dias:0.9 Vásquez|Vázquez:0.8 Cruz:0.8 Morales:0.75 Gutiérrez:0.7 Reyes|Reyez Rojas Castillo Jiménez|Giménez Ruiz Ortiz Moreno Mendoza Aguilar Álvarez Castro Romero Fernández Herrera Medina
    Vargas Ramos Chávez|Chavez Guzmán Muñoz Salazar Rivera Quispe|Qispe:0.5 Mamani:0.4 Huamán|Guamán Condori Choque Flórez Cárdenas Contreras Silva Sosa Espinoza|Espinosa Valencia Orozco Zapata Arias Acosta Mejía|Mexía Suárez Ríos Delgado Luna Juárez Domínguez Estrada Velázquez|Velásquez Ávila Figueroa Campos Molina Soto Vega Carrillo Solís Navarro Cabrera Pacheco Miranda Maldonado Valdez|Valdés Fuentes
    Villalobos Meza|Mesa Escobar Cortez|Cortés Lara Padilla Ibarra Rosales Cisneros Bautista Ayala Serrano Xol Caal Tzul Ixchel Pech|Pec Canul Chan Yupanqui Cusi Huanca Ticona Apaza Benavides|Benavidez Echeverría Restrepo Londoño Giraldo Ospina Bolaños Quiñones|Quiñonez Palacios Caicedo Mosquera`,
  rare: spanish.rare ?? [], rareShare: 0.3, respell: SPANISH_RESPELL, nicknames: spanish.nicknames ?? '', places: 'Ciudad_de_México Guadalajara Monterrey Bogotá Medellín Cali Lima Arequipa Quito Guayaquil Santiago Buenos_Aires Córdoba Caracas La_Paz Tegucigalpa San_Salvador Managua La_Habana Santo_Domingo Asunción',
};

const portuguese: CultureSource = {
  code: 'portuguese', form: portugueseForm, nativeShare: 0,
  women: 'Maria Ana Francisca Antônia|Antónia Adriana Juliana Márcia Fernanda Patrícia Aline Sandra Camila Amanda Bruna Jéssica Letícia|Leticia Júlia Luciana Vanessa Mariana Gabriela Vera Vitória|Victoria Larissa Cláudia Beatriz Rita Luana Sônia|Sónia Renata Eliane Josefa Simone Natália Cristiane Carla Débora Rosângela Jaqueline Rosa Daniela Aparecida Marlene Terezinha|Teresinha Raimunda Luísa|Luiza Inês Joana Catarina Matilde Leonor Lurdes Fátima Graça Benvinda Domingas',
  men: 'José João Antônio|António Francisco Carlos Paulo Pedro Lucas Luiz|Luís Marcos Gabriel Rafael Daniel Marcelo Bruno Eduardo Felipe|Filipe Raimundo Rodrigo Manoel|Manuel Mateus|Matheus André Fernando Fábio Leonardo Gustavo Guilherme Leandro Tiago|Thiago Anderson Ricardo Márcio Jorge Sebastião Alexandre Roberto Edson Diego Vitor|Victor Sérgio Cláudio Thales Geraldo Adriano Luciano Júlio Renato Alex Vinícius Rogério Samuel Ronaldo Mário Flávio Wellington|Uelington Washington Nuno Rui Vasco Gonçalo Duarte Domingos Adão Armindo',
  families: `Silva:6 Santos:4.5 Oliveira:3 Souza|Sousa:2.9 Rodrigues|Rodriguez:1.4 Ferreira:2 Alves:1.5 Pereira:1.9 Lima:1.5 Gomes|Gomez:1.2 Costa:1.6 Ribeiro:1.2 Martins Carvalho Almeida Lopes|Lopez Soares Fernandes|Fernandez Vieira Barbosa Rocha Dias|Diaz Nascimento Andrade Moreira Nunes|Nunez Marques Machado Mendes|Mendez Freitas Cardoso Ramos Gonçalves Santana Teixeira Araújo Cavalcante|Cavalcanti Batista|Baptista Campos Monteiro Moura
    Correia|Corrêa Castro Melo|Mello Pinto Cunha Miranda Borges Cruz Reis Azevedo Barros Brito Duarte Fonseca Nogueira Moraes|Morais Coelho Pires Tavares Macedo Bezerra Medeiros Siqueira|Sequeira Farias Xavier Leite Magalhães Bastos Antunes Figueiredo Faria Simões Matos|Mattos Neves Esteves Henriques Sampaio Aguiar Domingos Neto Tchipilica Manuel Mussa Sitoe Machava`,
  rare: spanish.rare ?? [], rareShare: 0.2, respell: 'z>s s$>z$ ph>f th>t ç>c ão>ao lh>ll nh>n y>i ll>l é>e á>a ô>o', nicknames: 'José=Zé Francisco=Chico João=Joãozinho Eduardo=Dudu Luiz=Lula Antônio=Tonho Roberto=Beto Maria=Mariazinha Francisca=Chica', places: 'São_Paulo Rio_de_Janeiro Salvador Fortaleza Belo_Horizonte Recife Manaus Lisboa Porto Luanda Maputo Praia',
};

const filipino: CultureSource = {
  code: 'filipino', form: filipinoForm, nativeShare: 0,
  women: `Maria Mary Rosario Angelica|Angelika Princess Jennifer|Jenifer Jessica Marites Maricel Rosalie Rowena Lourdes Corazon Remedios Luzviminda Analyn|Annalyn Jocelyn Cherry Grace Joy Rose Ann|Anne Christine|Kristine Michelle Nicole Althea Angel Jasmine Lovely Precious Teresita Imelda Aurora Erlinda Josephine Marilyn Girlie Divina Liezl|Liezel Arlene Melanie`,
  men: `Jose Juan Antonio Mark John Christian Michael Angelo Joshua Jerome Ryan Reynaldo Rolando Ronaldo Rodrigo Ricardo Eduardo Ernesto Romeo Danilo Rogelio Renato Arnel Jomar Jayson|Jason Joel Jericho Jhon|John Jun Ferdinand Benigno Dante Edgardo Nestor Virgilio Wilfredo Ramil Noel Paolo Rommel Jhonny|Johnny Marlon Alvin Kenneth Gabriel Nathaniel`,
  families: `Dela_Cruz|de_la_Cruz|Delacruz:1.5 Garcia:1.1 Reyes:1.3 Ramos:1 Mendoza:0.9 Santos:1.1 Flores:0.7 Gonzales|Gonzalez Bautista Villanueva Fernandez Cruz De_Guzman|Deguzman Lopez Perez Castillo Francisco Rivera Aquino Castro Sanchez Torres De_Leon|Deleon Domingo Martinez Rodriguez Santiago Soriano Delos_Santos|de_los_Santos Diaz Hernandez Tolentino Valdez Ramirez Morales Mercado Tan|Tang Aguilar Navarro Manalo Gomez Dizon Del_Rosario|Delrosario
    Magsaysay Macaraeg Dimaculangan Pangilinan Catacutan Sumulong Macapagal Panganiban Batungbakal Lacson Cojuangco Lim|Lym Ong Go Uy|Wee Sy Co Chua Dimayuga Bondoc Abdullah Ampatuan Sali Usman`,
  rare: ['Ba Bala Ban Bu Ca Cata Da Dima Din Ga Gala Ha Ka La Laca Ma Maca Mag Mala Man Mani Nag Pa Paca Pala Pan Pangi Sa Sali Sim Su Sumu Ta Taga Tala Tani Tum Vi', 'ba bu ca da di ga gu hi la li lo ma mi na ni nu pa ra sa si ta ti tu ya -', 'bang can daan dang gan gao han lan lang lao linan long man mat nan nay ngan ran rang san say tan tay tong wan yan yao'],
  rareShare: 0.25, respell: 'c>k z>s s$>z$ gu>g ñ>n y>i', nicknames: 'Jose=Jun,Pepe Maria=Baby,Marie Rodrigo=Digong Ferdinand=Bong Antonio=Tonyo Christine=Tin Angelica=Angge', places: 'Manila Quezon_City Cebu Davao Iloilo Zamboanga Baguio',
};

const OF_GREEK: readonly (readonly [RegExp, string, string])[] = [[/ος$/u, 'ου', 'ou'], [/ας$/u, 'α', 'a'], [/ης$/u, 'η', 'i'], [/ής$/u, 'ή', 'i'], [/ός$/u, 'ού', 'ou'], [/άς$/u, 'ά', 'a'], [/ές$/u, 'έ', 'e']];

function ofGreek(family: Spelled): Spelled {
  for (const [ending, native, latin] of OF_GREEK) {
    if (family.native === undefined || !ending.test(family.native)) continue;
    const others = family.others?.map((other) => other.slice(0, -2) + latin);
    return { latin: family.latin.slice(0, -2) + latin, native: family.native.replace(ending, native), ...(others !== undefined && { others }) };
  }
  return family;
}

const greek: CultureSource = {
  code: 'greek', form: western({ second: 0.1 }), reading: readGreek, nativeShare: 0.7, ofWoman: ofGreek,
  women: 'Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αγγελική Γεωργία Ευαγγελία Ιωάννα Δήμητρα Κωνσταντίνα Παρασκευή Άννα Αναστασία Παναγιώτα Χριστίνα Αλεξάνδρα Ειρήνη Κυριακή Ευαγγελία Δέσποινα Όλγα Φωτεινή Χρυσούλα Ευτυχία Αθανασία Στυλιανή Θεοδώρα Καλλιόπη Ζωή Μαρίνα Αντωνία',
  men: 'Γεώργιος Ιωάννης Κωνσταντίνος Δημήτριος Νικόλαος Παναγιώτης Βασίλειος Χρήστος Αθανάσιος Μιχαήλ Ευάγγελος Σπυρίδων Αντώνιος Αναστάσιος Θεόδωρος Ανδρέας Χαράλαμπος Αλέξανδρος Εμμανουήλ Ηλίας Σταύρος Πέτρος Στυλιανός Σωτήριος Απόστολος Φώτιος Παύλος Στέφανος Ευστάθιος Γρηγόριος Άγγελος Λάμπρος Κυριάκος',
  families: 'Παπαδόπουλος:0.6 Βλάχος:0.4 Αγγελόπουλος Νικολάου Γεωργίου Δημητρίου Παπαδάκης Ιωάννου Οικονόμου Παππάς Παπαγεωργίου Καραγιάννης Κωνσταντίνου Αθανασίου Μακρής Σαμαράς Βασιλείου Παπανικολάου Γιαννόπουλος Χατζής Δημόπουλος Αντωνίου Μιχαηλίδης Παπαϊωάννου Αλεξίου Γεωργιάδης Κωνσταντινίδης Νικολαΐδης Παναγιωτόπουλος Χριστοδούλου Τσακίρης Θεοδωρόπουλος Σταματίου Ζαχαρίου Κουκουλάκης Μαρκόπουλος Λαμπρόπουλος Καραμανλής Τριανταφύλλου Αναστασίου Λεωνίδου Χαραλάμπους Παυλίδης Στεφανίδης',
  rare: ['Αβρα Αλεξ Αντων Βασ Βουλ Γαλαν Γερα Δελη Δημη Ζαφ Ζερβ Θεοδ Ιατρ Καλλ Καρα Κατσ Κολο Κοντ Κουτ Κυρι Λαζ Λαμπρ Λεων Μαυρ Μελ Μητρ Μπακ Μπουρ Νικολ Παπα Παρασκ Πετρ Ράπτ Σαββ Σκλαβ Σταθ Σταμ Τσιμπ Τσουκ Φιλ Φωτ Χατζη Χριστ Ψαρρ', 'αν αρ ατ ελ εν ερ ιδ ικ ιλ ιν ογ ολ ομ ον ορ ουλ ουρ', 'όπουλος:20 ίδης:10 άκης:10 ης ου ος ιάδης έας άτος ούδης ιανός ίτης'],
  respell: 'ou>u ch>h ch>kh y>i ks>x f>ph ai>e gk>g mp>b nt>d', nicknames: 'Georgios=Giorgos,Yorgos Ioannis=Giannis,Yannis Konstantinos=Kostas Dimitrios=Dimitris,Mitsos Nikolaos=Nikos Vasileios=Vassilis Athanasios=Thanasis Evangelos=Vangelis Aikaterini=Katerina Eleni=Lena Emmanouil=Manolis Panagiotis=Takis', places: 'Αθήνα Θεσσαλονίκη Πάτρα Ηράκλειο Λάρισα Λευκωσία Λεμεσός',
};

export const SOUTH_EUROPE: readonly CultureSource[] = [italian, spanish, hispanic, portuguese, filipino, greek];
