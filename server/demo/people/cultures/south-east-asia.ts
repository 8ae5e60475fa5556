/** Names of Burma, Thailand, Cambodia, Laos, Vietnam, Indonesia and Malaysia. */
import type { CultureSource } from '../culture.ts';
import { burmese as burmeseForm, childOf, loose, vietnamese as vietnameseForm, western } from '../forms.ts';

const burmese: CultureSource = {
  code: 'burmese', form: burmeseForm, nativeShare: 0.3,
  women: 'Aye|Ay=အေး Khin=ခင် Mya=မြ Su=စု Thi=သီ Hnin|Nin=နှင်း Ei|Ay=အိ Phyu|Pyu=ဖြူ San|Sann=စန်း Nwe|New=နွယ် Thida|Thidar=သီတာ Yin|Yinn=ယဉ် Moe|Moh=မိုး Wai|Way=ဝေ May|Mei=မေ Tin|Tinn=တင် Win|Winn=ဝင်း Zin=ဇင် Cho=ချို Htwe|Htway=ထွေး Lwin=လွင် Mon|Mun=မွန် Nandar|Nanda=နန္ဒာ Sandar|Sanda=စန္ဒာ Thiri|Thiri=သီရိ Yu=ယု Kyi|Kyee=ကြည် Hla=လှ Myint|Myintt=မြင့် Thandar|Thanda=သန္တာ',
  men: 'Aung|Ong=အောင်:9 Kyaw|Kyaww=ကျော်:7 Min|Minn=မင်း:4 Zaw=ဇော်:4 Win|Winn=ဝင်း:4 Htun|Tun=ထွန်း:4 Myint|Mint=မြင့်:4 Thein|Thain=သိန်း Ko|Koh=ကို Tin|Tinn=တင် Than|Thann=သန်း Soe|Soh=စိုး Naing|Nine=နိုင်:4 Oo|U=ဦး Htet|Htat=ထက် Ye|Yeh=ရဲ Thu|Thuu=သူ Lin|Linn=လင်း Hein=ဟိန်း Maung|Mg=မောင် Moe|Moh=မိုး Nyunt=ညွန့် Nyi=ညီ Zeya|Zeyar=ဇေယျာ Phyo|Pyo=ဖြိုး Wai=ဝေ Khant=ခန့် Sithu=စည်သူ San|Sann=စန်း Shwe|Shway=ရွှေ Swe|Swey=ဆွေ Tay|Te=တေ Wunna=ဝဏ္ဏ Bo|Boh=ဗိုလ် Hla=လှ Mya=မြ',
  families: 'Aung=အောင်', respell: 'y>i ht>t oe>o aung>ong', places: 'Yangon Mandalay Naypyidaw Mawlamyine Sittwe',
};

const thai: CultureSource = {
  code: 'thai', form: western({ second: 0 }), nativeShare: 0.5,
  women: 'Somying|Somjing=สมหญิง Malee|Mali=มาลี Siriporn|Siripon=ศิริพร Sunisa=สุนิสา Kanya=กัญญา Nattaya=ณัฐยา Ratana|Rattana=รัตนา Wanida|Vanida=วนิดา Supaporn|Supapon=สุภาพร Pornthip|Porntip=พรทิพย์ Suda=สุดา Araya=อารยา Orathai=อรทัย Pimchanok=พิมพ์ชนก Thitima=ธิติมา Chanida|Chanidha=ชนิดา Jiraporn|Chiraporn=จิราภรณ์ Nong=น้อง Duangjai|Duangchai=ดวงใจ Kanokwan=กนกวรรณ Napaporn=นภาพร Phatcharaporn|Patcharaporn=พัชราภรณ์ Urai=อุไร Yupin=ยุพิน Boonsri|Bunsri=บุญศรี',
  men: 'Somchai|Somchay=สมชาย Somsak=สมศักดิ์ Prasert|Prasoet=ประเสริฐ Sombat=สมบัติ Wichai|Vichai=วิชัย Somkid|Somkit=สมคิด Surachai=สุรชัย Sompong|Somphong=สมพงษ์ Anan|Anant=อนันต์ Prasit=ประสิทธิ์ Niran=นิรันดร์ Kittisak=กิตติศักดิ์ Nattapong|Natthaphong=ณัฐพงษ์ Thanakorn=ธนากร Arthit|Artit=อาทิตย์ Chaiwat=ชัยวัฒน์ Thaksin=ทักษิณ Prayut|Prayuth=ประยุทธ์ Suthep=สุเทพ Veerachai|Wirachai=วีรชัย Pongsak|Phongsak=พงษ์ศักดิ์ Apichat|Aphichat=อภิชาติ Boonmee|Bunmi=บุญมี Chatchai=ฉัตรชัย Narong=ณรงค์ Phichit|Pichit=พิชิต Sakchai=ศักดิ์ชัย Weerasak|Wirasak=วีระศักดิ์ Krit=กฤต Thanawat=ธนวัฒน์',
  families: 'Saetang|Sae-Tang|Sae_Tang=แซ่ตั้ง:0.6 Saelim|Sae-Lim=แซ่ลิ้ม:0.5 Saelee|Sae-Lee=แซ่ลี้:0.5 Saengthong=แสงทอง:0.3 Thongdee|Tongdee=ทองดี:0.3 Srisuk|Srisook=ศรีสุข:0.3 Boonmee|Bunmi=บุญมี Jaidee|Chaidee=ใจดี Kaewmanee=แก้วมณี Chaiyasit=ไชยสิทธิ์ Suksawat|Sooksawat=สุขสวัสดิ์ Sukjai=สุขใจ',
  rare: ['Am=อำ Anu=อนุ Apha=อภา Bun=บุญ:4 Cha=ชา Chai=ชัย:4 Chan=จันทร์ Charoen=เจริญ:3 Chit=จิต Chom=ชม Det=เดช Hong=หงส์ In=อินทร์ Jai=ใจ Kaew=แก้ว:3 Kam=คำ Kan=กาญ Khun=ขุน Kit=กิต Kong=คง Krai=ไกร Kul=กุล Lert=เลิศ Ma=มา Man=มั่น Mi=มี Mong=มงคล Nak=นาค Na=นา Nim=นิ่ม Non=นนท์ Pan=พันธ์ Phet=เพชร Phon=พล Phong=พงษ์ Pra=ประ Rat=รัตน์ Rung=รุ่ง Sa=สา Saeng=แสง:3 Sai=สาย Sak=ศักดิ์ San=สันต์ Sing=สิงห์ Si=ศรี:4 Som=สม Suk=สุข:4 Su=สุ Sura=สุร Suwan=สุวรรณ:3 Tan=ตัน Thana=ธนา Thep=เทพ Thong=ทอง:4 Uthai=อุทัย Wan=วัน Wat=วัฒน์ Wiang=เวียง Wichit=วิจิตร Wong=วงศ์:3 Yot=ยอด',
    'da=ดา di=ดี ka=กา kha=ขา la=ลา lai=ลัย ma=มา na=นา ni=นี pha=ภา phan=พันธุ์ ra=รา ri=ริ rot=รส sa=สา sawat=สวัสดิ์ sin=สิน sit=สิทธิ์ ta=ตา ti=ติ ya=ยา yo=โย wat=วัฒน์ -=',
    'chai=ชัย phong=พงษ์ wong=วงศ์:8 kun=กุล:6 sak=ศักดิ์ rat=รัตน์ suk=สุข thong=ทอง phan=พันธ์ porn=พร na=นา wat=วัฒน์ kit=กิจ sit=สิทธิ์ det=เดช siri=ศิริ paisan=ไพศาล ngam=งาม mai=ใหม่ di=ดี charoen=เจริญ'],
  rareShare: 0.85, respell: 'ph>p th>t ch>j w>v ee>i oo>u kh>k ai>ay porn$>phon$', places: 'Bangkok Chiang_Mai Khon_Kaen Nakhon_Ratchasima Hat_Yai Udon_Thani', slope: 0.5,
};

const khmer: CultureSource = {
  code: 'khmer', form: western({ second: 0, familyFirst: true }), nativeShare: 0.3,
  women: 'Sophea|Sopheap=សុភា Bopha=បុប្ផា Chanthy|Chanty=ចន្ធី Sreymom|Srey_Mom=ស្រីមុំ Kunthea=គន្ធា Phalla=ផល្លា Rachana=រចនា Sokha=សុខា Srey|Sray=ស្រី Theary=ធារី Vanna=វណ្ណា Thida=ធីតា Channary=ចាន់ណារី Maly=ម៉ាលី Leakhena=លក្ខិណា Sothea=សុធា Kanha=កញ្ញា',
  men: 'Sok=សុខ Sophal=សុផល Vuthy|Vuthi=វុធី Dara=តារា Samnang=សំណាង Bunthoeun|Bunthoeurn=ប៊ុនធឿន Sovann=សុវណ្ណ Rithy=រិទ្ធី Visal=វិសាល Chantha=ចន្ថា Kosal=កុសល Narith=ណារិទ្ធ Phirun=ភិរុណ Piseth=ពិសិដ្ឋ Ratanak=រតនៈ Sambath=សម្បត្តិ Sothea=សុធា Veasna=វាសនា Kimheng|Kim_Heng=គឹមហេង Sokha=សុខា Virak=វីរៈ Bounmy|Bounmi Khamphone|Khampone Somphone|Sompone Khamla Sengdao',
  families: 'Sok=សុខ:3 Chea=ជា:3 Chan=ចាន់:3 Kim=គឹម:2 Heng=ហេង:2 Keo=កែវ:2 Sam=សំ Prak=ប្រាក់ Chhim=ឈឹម Ly=លី Mao=ម៉ៅ Meas=មាស Nhem=ញ៉ែម Nguon=ងួន Ouk=អ៊ុក Pen=ប៉ែន Phan=ផាន Ros=រស់ Sar=សា Seng=សេង Sim=ស៊ឹម So=សូ Som=សោម Suon=សួន Tep=ទេព Touch=ទូច Um=អ៊ុំ Yim=យឹម Hun=ហ៊ុន Khieu=ខៀវ Nuon=នួន Phommachanh|Phommachan Sisavath|Sisavat Vongsa|Vongsay Phetsavong Keomany Inthavong Souvannavong Xayasone|Sayasone',
  rare: ['Cha Chho Cho Chu Di Do Ho Hor Ka Kho Kon Kou Lo Lou Ma Moe Mu Ne No Ou Pho Po Ra Sa Sea Sou Ta Tha Thou To Va Ve Vong Yo Phou Sou Kham Bou', 'k l n m ng ch t y v s th -', 'a ea an ith oeun eng am im y or on eth eap sack phanh vong sy'], rareShare: 0.25,
  respell: 'ph>p th>t ou>u ea>ia y$>i$ x>s kh>k', places: 'Phnom_Penh Siem_Reap Battambang Vientiane Savannakhet',
};

const vietnamese: CultureSource = {
  code: 'vietnamese', form: vietnameseForm, nativeShare: 0,
  women: 'Hương Lan Hoa Mai Thu Thủy|Thuỷ Trang Linh Hà Ngọc Phương Anh Nga Hằng Yến Dung Vân Loan Hồng Nhung Oanh Tuyết Hạnh Thảo Quỳnh Trinh Liên Huyền Ánh Bích Chi Diệp Giang Hiền Kim Ly|Lý My|Mỹ Nhi Như Thư Trâm Uyên Vy|Vi Xuân Thanh Thúy|Thuý Hòa Cúc Lệ',
  men: 'Anh Hùng Dũng Tuấn Minh Hải Sơn Long Nam Hoàng Thành Trung Đức Cường Quang Thắng Tùng Bình Phong Phúc Hiếu Huy Khánh Khoa Kiên Lâm Lộc Mạnh Nghĩa Nhân Phát Quân Quốc Tài Tâm Tân Thái Thiện Thịnh Tiến Toàn Trí Trường Tú Vinh Vũ Việt Bảo Duy Đạt Đông Giang Hưng Khang Linh Lợi Luân',
  secondWomen: 'Thị:55 Ngọc:8 Thu Kim Minh Thanh Bích Hồng Mỹ Phương Thùy Xuân Lan Hoài Khánh Quỳnh Diệu Tuyết', secondMen: 'Văn:40 Đức:7 Minh:6 Hữu:5 Quốc Xuân Thanh Đình Công Anh Quang Ngọc Hoàng Gia Tuấn Trọng Duy Bá Viết Mạnh Thế Tiến Phúc',
  families: 'Nguyễn:38 Trần:11 Lê:9.5 Phạm:7 Hoàng|Huỳnh:5.1 Phan:4.5 Vũ|Võ:3.9 Đặng:2.1 Bùi:2 Đỗ:1.4 Hồ:1.3 Ngô:1.3 Dương:1 Lý|Lí:0.5 Đinh Trương Đoàn Lâm Mai Trịnh Đào Cao Hà Tạ Lương Châu Thái Tô Triệu Quách Vương Phùng La Kiều Nông Ma H\'Mông Ksor Rơ_Châm Lò Quàng Giàng|Giàng Vàng Sùng Mùa Thạch Kim Danh Sơn Chế Từ Ông Bạch Nghiêm Khuất Chu|Châu Doãn Lã Âu Tôn Cung Giáp Viên Ưng Thân Khổng',
  respell: 'đ>d ơ>o ư>u ê>e ô>o â>a y$/i$', nicknames: 'Anh=Bi Hương=Ti Minh=Bo Dũng=Tèo', places: 'Hà_Nội Hồ_Chí_Minh Đà_Nẵng Hải_Phòng Cần_Thơ Huế Nha_Trang',
};

const indonesian: CultureSource = {
  code: 'indonesian', form: loose({ single: 0.22, three: 0.3 }), nativeShare: 0,
  women: 'Siti:6 Sri:3 Nur|Noor:3 Dewi|Dewy:2 Sari Ratna Wati|Wathi Yuni|Yunie Rina Indah Fitri|Fitry Ayu Putri|Puteri Lestari Wahyuni Rahayu Susanti|Soesanti Kartini Sulastri|Soelastri Aminah Fatimah Nurhayati|Noerhayati Yanti Endang Maria Ni_Made Ni_Luh Ni_Wayan Ida_Ayu Kadek Komang Megawati|Megawatie Suryani|Soeryani Sumiati|Soemiati Mulyani|Moeliani Rini Dian Intan Cut Rahmawati Nurul Aisyah|Aisah Khadijah|Chadidjah Zahra Nabila Salsabila',
  men: 'Muhammad|Mohammad|Muhamad|Mochamad|Moh:9 Ahmad|Achmad|Akhmad:5 Abdul:4 Agus:3 Budi|Boedi:2 Slamet Sutrisno|Soetrisno Suharto|Soeharto Sukarno|Soekarno Supardi|Soepardi Suparman|Soeparman Suryanto|Suryanto Joko|Djoko Jaya|Djaja Eko Dwi|Dwie Tri Bambang Hadi Heri|Herry|Hery Rudi|Rudy|Roedy Dedi|Deddy|Dedy Iwan Yusuf|Jusuf|Yusup Ibrahim Ismail Hasan Usman|Oesman Umar|Oemar Zainal|Zaenal Syarif|Sjarif Ridwan Rahmat|Rachmat Fajar|Fadjar Rizki|Rizky|Riski Putra Wayan|I_Wayan Made|I_Made Nyoman|I_Nyoman Ketut|I_Ketut Yohanes|Johannes Yakobus Paulus Stefanus Andreas Hendra Hendri|Hendry Yanto|Janto Wahyu|Wahju Teguh Arif|Arief|Arip Andi|Andy Aditya Bayu|Baju Dimas Galih Ilham Indra|Indera',
  families: 'Hidayat|Hidajat:1 Santoso|Santosa:1 Wijaya|Widjaja|Wijaja:1 Setiawan|Setyawan:1 Saputra|Saputera:1 Kurniawan:1 Susanto|Soesanto Gunawan|Goenawan Prasetyo|Prasetio|Prasetya Nugroho|Noegroho Wibowo Purnomo|Poernomo Siregar Nasution Harahap Lubis|Loebis Simanjuntak Sitompul Hutapea Sinaga Tambunan Pangaribuan Manurung Situmorang Siahaan Ginting Tarigan Sembiring Batubara Pohan Rangkuti Tanjung|Tandjung Chaniago|Caniago Koto Piliang Tuasikal Pattimura Latuconsina Tuhuteru Lawalata Mandagi Sondakh Rumengan Kaligis Tumewu Lontoh Daeng Rahman Hakim Effendi|Effendy Maulana Firmansyah|Firmansjah Ramadhan|Ramadan Salim Halim Lim Tan Tanuwijaya|Tanuwidjaja Halim Budiman Kusuma|Koesoema Pratama Permana Suryadi|Soerjadi Suherman|Soeherman Rohman Mulyadi|Moeljadi',
  rare: ['Adi Ari Bagas Bima Budi Cakra Cipta Darma Dipa Djojo Guna Hadi Hari Harta Jati Karta Karto Kerta Kusu Laksa Marto Mangun Mulya Nata Nitis Nugra Pawi Prana Pra Puja Purwa Purba Rekso Ranu Sas Sastro Setia Si Sima Sindu Soe Suma Su Sur Tirta Tirto Wira Wiryo Wida Wong Yoso Yudha', '-:35 di dha ga ka la ma na ni ra ri ta wi ya', 'atmaja|atmadja atmo dinata kusumo|koesoemo negara nagara nata ningrat ningsih no:8 prawira putra raharjo|rahardjo redjo|rejo sasmito sentosa|santosa sono sudarmo sugeng sumarto susilo tono toro utama wati wibawa widjojo|wijoyo yanto|janto yono|jono yadi|jadi'],
  rareShare: 0.45, respell: 'su>soe u>oe j>dj y>j sy>sj kh>ch f>p v>f dh>d th>t', nicknames: 'Muhammad=Mamat Ahmad=Mamad Agus=Gus Bambang=Bams Susanti=Santi Nurhayati=Nur Yohanes=Yoyok', places: 'Jakarta Surabaya Bandung Medan Semarang Makassar Denpasar Palembang Dili',
};

const malay: CultureSource = {
  code: 'malay', form: childOf({ son: 'bin', daughter: 'binti' }), nativeShare: 0,
  women: 'Siti:10 Nur|Noor|Nor:12 Nurul Fatimah|Fatima Aminah Zainab|Zainap Aishah|Aisyah|Aisha Noraini|Nor_Aini Rohani Rosnah Salmah Zaiton|Zaitun Hasnah Halimah Khadijah|Kadijah Mariam|Maryam Norhayati|Nor_Hayati Rahimah Ramlah Rokiah|Rukiah Sharifah|Syarifah Zaleha|Zalikha Azizah Faridah Hamidah Jamilah Latifah',
  men: 'Mohd|Mohamad|Muhammad|Mohamed:14 Ahmad|Ahmed:6 Abdul:5 Muhammad|Muhamad:5 Ismail Ibrahim Hassan|Hasan Ali Othman|Osman|Uthman Yusof|Yusuf|Yusoff Abdullah Rahman|Rahaman Razak Aziz Hamid Kassim|Kasim|Qasim Zainal Omar|Umar Salleh|Saleh Idris Sulaiman|Suleiman Harun Musa Nasir Hashim Jamaluddin|Jamaludin Kamarudin|Kamaruddin Shamsudin|Shamsuddin Azman Azmi Zulkifli Faizal|Faisal Hafiz Syafiq|Shafiq Amirul Haziq Irfan Danial|Daniel Mahathir Najib Anwar Ridzuan|Ridhuan Rosli Roslan Wan Nik Tengku',
  secondWomen: 'Aisyah|Aishah Fatimah Zulaikha Hidayah Huda Izzati Nadiah|Nadia Ain Syafiqah|Shafiqah Farhana Hamizah Amira Sofea|Sofia Nabilah Aminah Hajar Zahrah', secondMen: 'Hafiz Faiz Amin Azlan Rizal Shah Fadzil|Fadhil Firdaus Haikal Hakim Iqbal Izzat Khairul Nazri Redzuan|Ridzuan Rashid|Rasyid Syahir Zaki Rahim Halim Latif Wahab',
  families: 'Abdullah', respell: 'sy>sh f>p dh>d z>j ee>i oo>u q>k', nicknames: 'Mohd=Mat Ahmad=Mat Abdullah=Dollah Ismail=Mail Yusof=Sop Fatimah=Timah', places: 'Kuala_Lumpur Johor_Bahru Ipoh Kota_Bharu Kuching Kota_Kinabalu Bandar_Seri_Begawan',
};

export const SOUTH_EAST_ASIA: readonly CultureSource[] = [burmese, thai, khmer, vietnamese, indonesian, malay];
