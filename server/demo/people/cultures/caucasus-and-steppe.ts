/** Names of the Caucasus, Turkey, Central Asia and Mongolia. */
import type { CultureSource } from '../culture.ts';
import { mongolian as mongolianForm, western, withPatronymic } from '../forms.ts';
import { armenian as readArmenian, georgian as readGeorgian, kazakh as readKazakh } from '../readings.ts';

const georgian: CultureSource = {
  code: 'georgian', form: western({ second: 0 }), reading: readGeorgian, nativeShare: 0.6,
  women: 'ნინო მარიამ თამარ ნანა ეკა ლია მაია ქეთევან ნათია ანა სოფიო ელენე თეა ირმა ლელა ნატო ხათუნა მანანა ეთერ მზია თინათინ სალომე მარინა ლალი ციალა რუსუდან გვანცა ანი',
  men: 'გიორგი დავით ზურაბ ალექსანდრე ლევან მიხეილ ნიკოლოზ ირაკლი თამაზ ვახტანგ მამუკა ლაშა გოჩა შოთა ვაჟა ზაზა გია კახა ბესიკ თემურ რამაზ მერაბ გელა ლუკა საბა ნიკა ავთანდილ ომარ ბექა',
  families: 'ბერიძე:1.2 კაპანაძე:0.6 გელაშვილი:0.6 მაისურაძე:0.5 გიორგაძე ლომიძე წიკლაური ბოლქვაძე კვარაცხელია ნოზაძე ხუციშვილი შენგელია ხარაიშვილი აბაშიძე მახარაძე ჩხეიძე გოგოლაძე ჯაფარიძე ქავთარაძე სააკაშვილი მელაძე ფერაძე ჯანელიძე ხვიჩია დვალი თოდუა ჯიქია ცხადაია მამედოვი ალიევი',
  rare: ['ა ბა ბე ბუ გა გე გო გუ და დე დო ვა ზა თა თე ია კა კე კო ლა ლე ლო მა მე მი ნა ნე ნი ო პა რა რო სა სი სუ ტა ფა ქა ქე ღა ყა შა ჩა ცი წე ჭა ხა ხე ჯა', 'ბა გა და ზა კა კი ლა ლი ლო მა მე ნა ნი რა რი რო სა ტა ტი უა ფა ქა ჩა ცა ხა ხი ჯა', 'შვილი:25 ძე:30 ია:8 ავა:5 ური უა ანი იანი'],
  respell: 'ts>c kh>h gh>g q>k dz>z', places: 'თბილისი ბათუმი ქუთაისი რუსთავი ზუგდიდი',
};

const armenian: CultureSource = {
  code: 'armenian', form: western({ second: 0.05 }), reading: readArmenian, nativeShare: 0.55,
  women: 'Անահիտ Անի Անուշ Արմինե Արփինե Գայանե Գոհար Զարուհի Թամարա Լիանա Լիլիթ Լուսինե Կարինե Հասմիկ Հռիփսիմե Մարիամ Մարինե Նաիրա Նանե Նարե Նարինե Նունե Շուշանիկ Ռուզաննա Սաթենիկ Սիրանուշ Սոնա Տաթևիկ',
  men: 'Արմեն Արամ Հայկ Գևորգ Հովհաննես Կարեն Տիգրան Սարգիս Արթուր Հակոբ Գագիկ Սամվել Արսեն Գրիգոր Վահան Վարդան Ռուբեն Մհեր Նարեկ Աշոտ Արմանդ Դավիթ Էդուարդ Վազգեն Լևոն Մկրտիչ Սերոբ Ստեփան',
  families: 'Գրիգորյան:2.5 Հարությունյան:2.4 Սարգսյան:2.4 Հովհաննիսյան:2.3 Խաչատրյան:2 Հակոբյան:1.9 Պետրոսյան:1.7 Վարդանյան:1.4 Գևորգյան:1.4 Կարապետյան:1.3 Մկրտչյան Ավետիսյան Մարտիրոսյան Ղազարյան Ստեփանյան Պողոսյան Աբրահամյան Սիմոնյան Բաղդասարյան Մանուկյան Դանիելյան Ավագյան Սահակյան Մելքոնյան Մելիքյան',
  rare: ['Ադ Ալ Ան Ասատ Արզ Բաբ Բոյ Գաբ Գալ Դավ Դեր Եղ Զաք Էլ Թադ Թում Իսահ Խուդ Կիր Հեր Ճաղ Մաթ Մար Մին Միր Նազ Նալբ Շահ Ոս Չիլ Ջան Սաֆ Սող Սուք Վան Տեր Ուլ Փափ Քոչ Օհ', 'ա աղ ան ար եղ եր իկ ին իշ ով ոյ ուր ուք ալ ապ', 'ինյան անյան յան:40 ջյան ցյան րյան քյան զյան'],
  respell: 'yan$>ian$ gh>g kh>h ts>c v>w ou>u', nicknames: 'Hovhannes=Hovo Gevorg=Gevo Sargis=Sergo Armen=Armo Tigran=Tiko', places: 'Երևան Գյումրի Վանաձոր',
};

const azeri: CultureSource = {
  code: 'azeri', form: withPatronymic(0.35, (father, woman) => ({ latin: `${father.latin} ${woman ? 'qızı' : 'oğlu'}` })), nativeShare: 0,
  ofWoman: ({ latin, others }) => (/(ov|yev|ev)$/.test(latin) ? { latin: `${latin}a`, ...(others !== undefined && { others: others.map((other) => `${other}a`) }) } : { latin }),
  women: 'Aygün|Aigun Sevinc|Sevindzh Gülnar|Gulnara Aysel|Aisel Leyla|Leila Nigar Günay|Gunay Nərgiz|Nargiz Könül|Konul Ülviyyə|Ulviya Səbinə|Sabina Fidan Lalə|Lala Mehriban Elmira Təranə|Tarana Zöhrə|Zohra Xədicə|Khadija Fatimə|Fatima Zeynəb|Zeynab Nuray',
  men: 'Elçin|Elchin Əli|Ali Məmməd|Mammad Hüseyn|Huseyn|Hussein Rəşad|Rashad Vüqar|Vugar Elnur Ramil Anar Orxan|Orkhan Tural Elşən|Elshan Nicat|Nijat Emin Fərid|Farid Kamran Ruslan Samir Rauf Tofiq|Tofig İlham|Ilham Heydər|Heydar|Geidar Mübariz|Mubariz Natiq|Natig Yusif|Yusuf Kənan|Kanan Murad Əhməd|Ahmad|Ahmed İbrahim|Ibrahim',
  families: 'Məmmədov|Mammadov|Mamedov:5 Əliyev|Aliyev|Aliev:5 Hüseynov|Huseynov|Guseinov:3 Həsənov|Hasanov|Gasanov:2.5 Quliyev|Guliyev|Kuliev:2 Əhmədov|Ahmadov|Akhmedov:1.8 İsmayılov|Ismayilov|Ismailov:1.5 Abbasov:1.2 Hacıyev|Hajiyev|Gadzhiev:1.2 Abdullayev|Abdullaev Cəfərov|Jafarov|Dzhafarov Rzayev|Rzaev Səfərov|Safarov Nəsirov|Nasirov Babayev|Babaev Musayev|Musaev Orucov|Orujov|Orudzhev Vəliyev|Valiyev|Veliev Qasımov|Gasimov|Kasumov Bağırov|Baghirov|Bagirov Kərimov|Karimov|Kerimov Süleymanov|Suleymanov Ağayev|Aghayev|Agaev Mirzəyev|Mirzayev',
  rare: ['Ab Ağa Al As Ata Bab Bay Cab Cav Cəl Dad El Əl Əs Fət Fərz Gün Hey Həm Xan Xəl İb İs Kam Kaz Mah Məm Mir Mur Nab Nəc Niy Or Pir Qar Rəh Rəs Rüs Sad Sal Səm Süb Şah Şük Tağ Teym Vah Yaq Yun Zey', '-:15 a ad al am an ar at ə əd ək əm ər i ib id il im in ir u ul ur', 'ov:30 yev:25 li zadə:8 lı bəyli oğlu'],
  respell: 'ə>a ə>e ç>ch ş>sh x>kh q>g ğ>gh ı>i ö>o ü>u c>j', places: 'Bakı Gəncə Sumqayıt Lənkəran',
};

const turkish: CultureSource = {
  code: 'turkish', form: western({ second: 0.25, double: 0.02 }), nativeShare: 0, newYear: 0.12,
  women: 'Fatma Ayşe|Ayse|Aysha Emine Hatice Zeynep Elif Meryem Şerife Zehra Sultan Hanife Merve Havva Zeliha Esra Fadime Özlem Hacer Yasemin Hülya Cemile Sevim Gülsüm|Gulsum Leyla Dilek Büşra Kübra Sevgi Songül Rukiye Tuğba Gamze Derya Seda Melek Hatun Ebru Pınar Gülay Gül Selin Ece Defne Ecrin Azra Nisa Rojda Berivan Zilan',
  men: 'Mehmet|Mehmed|Muhammet:6 Mustafa:5 Ahmet|Ahmed:4.5 Ali:4 Hüseyin|Huseyin:3.5 Hasan:3 İbrahim:2.5 İsmail:2 Osman Yusuf Murat|Murad Ömer Ramazan Halil Süleyman Abdullah Mahmut|Mahmud Recep Salih Fatih Kadir Emre Hakan Adem Kemal Yaşar Bekir Musa Metin Bayram Orhan Serkan Furkan Gökhan Kaan Yunus Uğur Cemal Can Barış Volkan Onur Burak Tolga Cengiz Şükrü Oğuz Çağlar Yiğit Eymen Baran Serhat Azad Rojhat Welat',
  families: `Yılmaz:1.6 Kaya:1.3 Demir:1.2 Çelik:1 Şahin:1 Yıldız:0.9 Yıldırım:0.9 Öztürk:0.9 Aydın:0.8 Özdemir:0.75 Arslan|Aslan:1.1 Doğan:0.7 Kılıç:0.65 Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Karaca Acar Erdoğan Yavuz Can Aktaş Çakır Güneş Kaplan Bulut Tekin Ateş Güler Ünal Bozkurt Turan Keskin Yüksel Sarı Avcı Işık Taş Coşkun Duman Gül Bayram
    Gündüz Köse Ceylan Demirci Tunç Karataş Ekinci Uçar Yalçın Bilgin Deniz Sönmez Akın Erol Toprak Kaçar Çiftçi Türk Akbaş Alkan Özcan Turgut Uysal Durmaz Tosun Balcı Çolak Baran Karakaya Sevinç Güven`,
  rare: ['Ak Al Alt Ar Ay Bal Baş Bay Boz Bü Can Cev Çal Çam Çe Dağ Dal Demir Dur Ek El Er Gök Gül Gün Güz Ha Iş İl Kab Kal Kan Kara Kes Kır Ko Koca Köse Ku Kuş Men Oğ Ok Or Öz Paş Pek Sağ Sal San Sar Say Sez Soy Su Şen Taş Tat Tek Top Tur Ulu Uz Ün Yağ Yal Yaz Yeni Yol Zey', '-:15 a ak al an ar at ba bu da de dur el en er ge gü ı i kan kı la lı ma ra sa ta ya', 'oğlu:12 lar ler taş türk soy er can kaya bay man tekin maz mez gün doğan demir han alp su ay kan ek baş lı ci gil yıl'],
  respell: 'ş>s ç>c ğ>g ı>i ö>o ü>u ş>sh ç>ch ö>oe ü>ue', nicknames: 'Mehmet=Memo Mustafa=Mıstık İbrahim=İbo Fatma=Fatoş Ayşe=Ayşo Süleyman=Sülo', places: 'İstanbul Ankara İzmir Bursa Adana Gaziantep Diyarbakır Konya Trabzon',
};

const kazakh: CultureSource = {
  code: 'kazakh', form: withPatronymic(0.45, (father, woman) => (father.native === undefined ? father : { native: father.native + (woman ? 'кызы' : 'улы'), ...readKazakh(father.native + (woman ? 'кызы' : 'улы')) })),
  reading: readKazakh, nativeShare: 0.6,
  ofWoman: (family) => (family.native !== undefined && /(ов|ев|ин)$/u.test(family.native) ? { native: `${family.native}а`, ...readKazakh(`${family.native}а`) } : family),
  women: 'Айгүл Гүлнар Айжан Динара Асель Жанар Мадина Алия Сәуле Гүлмира Айнұр Назгүл Жібек Меруерт Аяулым Айша Зере Раушан Перизат Эльмира Бактыгүл Нургүл Чолпон Айзада Гулзат Бермет Фатима Томирис',
  men: 'Нұрлан Ерлан Серік Азамат Асқар Бауыржан Данияр Ержан Марат Алмас Арман Тимур Бекзат Санжар Нұрсұлтан Қайрат Берік Талгат Самат Алихан Айбек Эрлан Бакыт Улан Азиз Чынгыз Мирлан Кубанычбек Нурбек Талант Омар Руслан Жандос',
  families: 'Ахметов:0.8 Омаров:0.7 Оспанов Ибраев Сулейменов Жунусов Абдрахманов Нурпеисов Касымов Ермеков Алиев Искаков Сейтқали Смагулов Байжанов Калиев Турсунов Кенжебаев Мамытов Абдыкадыров Асанов Токтогулов Бакиев Сыдыков Жумабаев Осмонов Эшимбеков Эргешов Назарбаев Алибеков Тулегенов Мусаев Есенов',
  rare: ['Аб Ай Ак Ал Ар Аш Бай Бат Бек Бер Бол Даул Дос Ерм Ес Жак Жан Жум Зей Иск Кар Каз Кен Кож Кос Кул Май Мам Мол Мук Мус Нур Ораз Раш Сад Сал Сар Сег Сей Сул Тай Тем Тил Токт Тул Тур Ум Уте Шай Шер Шын Ыс', 'а ай ал ан ар ат бек гал е ей ер ет жан и ига ку мат му мыр о ра са та тай у ул ум', 'ов:20 ев:15 баев:12 беков:8 улы ин танов галиев'],
  respell: 'zh>j kh>h y>i ay>ai iu>yu ia>ya', places: 'Алматы Астана Шымкент Қарағанды Бишкек Ош',
};

const uzbek: CultureSource = {
  code: 'uzbek', form: withPatronymic(0.4, (father, woman) => ({ latin: `${father.latin} ${woman ? 'qizi' : "o'g'li"}` })), nativeShare: 0, newYear: 0.05,
  ofWoman: ({ latin, others }) => (/(ov|ev)$/.test(latin) ? { latin: `${latin}a`, ...(others !== undefined && { others: others.map((other) => `${other}a`) }) } : { latin }),
  women: 'Dilnoza|Dilnoz Gulnora|Gulnara Nilufar|Nilufer Feruza|Firuza Zulfiya Malika Nodira Madina Dilfuza Shahnoza|Shakhnoza Munira Maftuna Sevara Nigora Barno Zarina Mohira Sitora Saodat Robiya Farangis Mehrinisso Ogulgerek Jahan Aýna|Aina Maral',
  men: "Aziz Bobur|Babur Jasur|Zhasur Sherzod|Sherzad Otabek Rustam Sardor Ulugbek|Ulug'bek Farrukh|Farruh Davron Dilshod Bekzod Jahongir|Zhakhongir|Jahangir Shavkat|Shovkat Nodir|Nadir Alisher Islom|Islam Akmal Bakhtiyor|Baxtiyor|Bakhtiyar Ilhom|Ilkhom Murod|Murad Timur|Temur Anvar|Anwar Khurshed|Xurshed Firdavs|Firdaus Rahmon|Rakhmon Emomali Muhammadjon|Mukhammadjon Abdullo|Abdulla Gurbanguly|Kurbanguly Serdar Begench Maksat|Maqsat Ruslan",
  families: "Karimov|Kerimov:1.5 Rakhimov|Rahimov|Raximov:1.4 Yusupov|Yusufov|Iusupov:1.3 Umarov|Omarov:1.1 Ismoilov|Ismailov:1 Abdullayev|Abdullaev:1.2 Rakhmonov|Rahmonov|Rakhmanov:1 Saidov|Sayidov:1 Mirzayev|Mirzaev Sharipov|Sharifov Nazarov Khasanov|Hasanov|Xasanov Tursunov Ergashev Kholmatov|Xolmatov Juraev|Jo'rayev|Dzhuraev Yuldashev|Yo'ldoshev|Iuldashev Toshmatov|Tashmatov Mahmudov|Makhmudov Nurmatov Sobirov|Sabirov Kadyrov|Qodirov Usmonov|Usmanov Davlatov Gafurov|G'afurov Rajabov|Radzhabov Boboev|Babaev Odinaev Zoirov Berdimuhamedow|Berdymukhamedov Annayev|Annaev Atayev|Ataev Orazov",
  rare: ['Ab Ak Al Ash Ato Az Bah Bar Bek Bo Bob Buri Dav Do Er Esh Fay Gul Had Ham Hay Ib Iri Is Jal Jo Kam Khal Kho Kur Lat Mad Mam Man Mir Mo Mum Nab Nar Nas Nie Nor Nur Ol Ort Pul Qo Rab Raj Ruz Saf Sal San Sat Shod Sob Sul Toj Tosh Tu Ub Um Us Va Xu Ya Zi Zok', '-:10 a ad al am an ar bo do i id il im in ir iy jo ma mat mo mur o oh or qul ro sho si ta to ul ur', 'ov:30 ev:15 zoda:6 boev matov murodov qulov iy jonov'],
  respell: "o'>u x>kh q>k j>zh kh>h iy>i g'>g o>a", places: 'Toshkent Samarqand Buxoro Andijon Namangan Dushanbe Khujand Ashgabat',
};

const mongolian: CultureSource = {
  code: 'mongolian', form: mongolianForm, nativeShare: 0.4,
  women: 'Oyuunchimeg=Оюунчимэг Altantsetseg=Алтанцэцэг Enkhtuya=Энхтуяа Bolormaa=Болормаа Tsetseg=Цэцэг Narantuya=Нарантуяа Munkhtsetseg=Мөнхцэцэг Sarangerel=Сарангэрэл Erdenechimeg=Эрдэнэчимэг Khulan|Hulan=Хулан Nomin=Номин Solongo=Солонго Uyanga=Уянга Gerelmaa=Гэрэлмаа',
  men: 'Bat-Erdene|Baterdene=Бат-Эрдэнэ Otgonbayar=Отгонбаяр Batbayar=Батбаяр Ganbold=Ганболд Enkhbayar|Enhbayar=Энхбаяр Munkhbat|Monkhbat=Мөнхбат Ganbaatar=Ганбаатар Temuulen=Тэмүүлэн Bold=Болд Dorj=Дорж Ganzorig=Ганзориг Gantulga=Гантулга Sukhbaatar|Suhbaatar=Сүхбаатар Tumurbaatar|Tomorbaatar=Төмөрбаатар Batsaikhan=Батсайхан Davaa=Даваа Purev=Пүрэв Chinzorig=Чинзориг Anand=Ананд Erdenebat=Эрдэнэбат',
  families: 'Borjigin|Borjigon=Боржигин', respell: 'kh>h u>o ts>c ai>ay', places: 'Ulaanbaatar Erdenet Darkhan',
};

export const CAUCASUS_AND_STEPPE: readonly CultureSource[] = [georgian, armenian, azeri, turkish, kazakh, uzbek, mongolian];
