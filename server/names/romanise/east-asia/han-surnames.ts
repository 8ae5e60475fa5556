/**
 * Chinese family names and how they are read: characters (traditional, simplified), then Mandarin in pinyin, Hong Kong, Hokkien and Teochew of Taiwan and
 * South-East Asia, Korean in Hangul, Vietnamese. `-` where there is none of its own.
 */
export const HAN_SURNAMES = `
習,习 xi chap sip 습 tap; 王 wang wong ong,heng 왕 vuong; 李 li lee,lei li,lee 이 ly; 張,张 zhang cheung teo,tiu,teoh 장 truong
劉,刘 liu lau lau,low 유 luu; 陳,陈 chen chan tan 진 tran; 楊,杨 yang yeung yeo,yeoh,iu 양 duong; 黃,黄 huang wong ng,ooi,wee 황 hoang,huynh
趙,赵 zhao chiu teo,tio 조 trieu; 吳,吴 wu ng goh,go 오 ngo; 周 zhou chow,chau chew,chiu 주 chu,chau; 徐 xu tsui,chui chee,swee 서 tu
孫,孙 sun suen sng,soon 손 ton; 馬,马 ma ma beh,bey 마 ma; 朱 zhu chu choo,chu 주 chu; 胡 hu wu,woo oh,ho 호 ho
郭 guo kwok quek,kueh,koeh 곽 quach; 何 he ho ho,hoe 하 ha; 林 lin lam lim 임 lam; 高 gao ko koh,ko 고 cao; 羅,罗 luo lo,law loh,lo 나 la
鄭,郑 zheng cheng tay,tee,teh 정 trinh; 梁 liang leung neo,niu 양 luong; 謝,谢 xie tse chia,cheah 사 ta; 宋 song sung sung,song 송 tong
唐 tang tong tng,tong 당 duong; 許,许 xu hui koh,khor,kho 허 hua; 韓,韩 han hon hang,han 한 han; 馮,冯 feng fung pang 풍 phung
鄧,邓 deng tang teng 등 dang; 曹 cao tso chou,cho 조 tao; 彭 peng pang phe,phua 팽 banh; 曾 zeng tsang chan,chang,tjan 증 tang
蕭,萧,肖 xiao siu seow,siau 소 tieu; 田 tian tin chan,tien 전 dien; 董 dong tung tang 동 dong; 袁 yuan yuen wan 원 vien
潘 pan poon phua,phuah 반 phan; 蔣,蒋 jiang tseung chiu,cheo 장 tuong; 蔡 cai choi,choy chua,tsai,chuah 채 thai; 余 yu yu,yee er,ie 여 du
于 yu yu u 우 vu; 杜 du to toh,tow 두 do; 葉,叶 ye ip,yip yap,yeap 엽 diep; 程 cheng ching theia,thia 정 trinh; 魏 wei ngai gui,wee 위 nguy
蘇,苏 su so soh,saw 소 to; 呂,吕 lü lui loo,lu 여 la,lu; 丁 ding ting teng 정 dinh; 任 ren yam jim,lim 임 nham; 盧,卢 lu lo loh,lou 노 lo
姚 yao yiu yeo,iau 요 dieu; 沈 shen sham,shum sim 심 tham; 鍾,钟,鐘 zhong chung cheng,ching 종 chung; 姜 jiang keung kiang,khiu 강 khuong
崔 cui tsui,chui chui 최 thoi; 譚,谭 tan tam tam 담 dam; 陸,陆 lu luk lek,liok 육 luc; 范,範 fan fan huan,hwan 범 pham
汪 wang wong ong 왕 uong; 廖 liao liu liau,leow 요 lieu; 石 shi shek chio,cheok 석 thach; 金 jin kam kim 김 kim; 韋,韦 wei wai wi 위 vi
賈,贾 jia ka ka 가 gia; 夏 xia ha he,hay 하 ha; 付 fu fu hu 부 pho; 傅 fu fu po,poh 부 pho; 方 fang fong png,hong 방 phuong
鄒,邹 zou chow,chau chau,chow 추 trau; 熊 xiong hung him 웅 hung; 白 bai pak peh,pek 백 bach; 孟 meng mang beng 맹 manh
秦 qin chun chin 진 tan; 邱,丘 qiu yau khoo,koo 구 khau; 侯 hou hau how,kau 후 hau; 江 jiang kong kang 강 giang; 尹 yin wan oon,un 윤 doan
薛 xue sit sih,siet 설 tiet; 閻,闫,阎 yan yim giam 염 diem; 段 duan tuen tuan,tng 단 doan; 雷 lei lui lui 뇌 loi
龍,龙 long lung leng,liong 용 long; 黎 li lai loi,lay 여 le; 史 shi sze,si su,soo 사 su; 陶 tao to to,toh 도 dao; 賀,贺 he ho ho 하 ha
毛 mao mo mo,mng 모 mao; 郝 hao kok hok 학 hac; 顧,顾 gu ku koh,ko 고 co; 龔,龚 gong kung keng 공 cung; 邵 shao siu sio,shaw 소 thieu
萬,万 wan man ban 만 van; 錢,钱 qian chin chee,tsi 전 tien; 武 wu mo bu 무 vu,vo; 戴 dai tai tay,te 대 doi
嚴,严 yan yim giam,ngiam 엄 nghiem; 莫 mo mok mok,bok 막 mac; 孔 kong hung khong 공 khong; 向 xiang heung hiong 향 huong
常 chang sheung siong 상 thuong; 溫,温 wen wan oon,woon 온 on; 康 kang hong kng,khong 강 khang; 施 shi sze si,see 시 thi
文 wen man boon,bun 문 van; 牛 niu ngau gu 우 nguu; 樊 fan fan huan 번 phan; 葛 ge kot kat 갈 cat; 邢 xing ying heng 형 hinh
安 an on an 안 an; 齊,齐 qi chai che 제 te; 易 yi yik ek,yi 역 dich; 喬,乔 qiao kiu kiau 교 kieu; 伍 wu ng ngo,goh 오 ngu
龐,庞 pang pong pang 방 bang; 顏,颜 yan ngan gan,yen 안 nhan; 倪 ni ngai ge,gay 예 nghe; 莊,庄 zhuang chong chng,chong 장 trang
聶,聂 nie nip liap 섭 niep; 章 zhang cheung chiong,teo 장 chuong; 魯,鲁 lu lo loo 노 lo; 岳 yue ngok gak 악 nhac; 翟 zhai chak tek 적 dich
殷 yin yan un 은 an; 詹 zhan chim chiam 첨 chiem; 申 shen san sin 신 than; 歐,欧 ou au au,ow 구 au; 耿 geng kang keng 경 canh
關,关 guan kwan kuan 관 quan; 蘭,兰 lan lan lan 난 lan; 焦 jiao chiu chiau 초 tieu; 俞 yu yu yu,joo 유 du; 左 zuo cho cho 좌 ta
柳 liu lau liu 유 lieu; 甘 gan kam kam 감 cam; 祝 zhu chuk chiok 축 chuc; 包 bao pau pao,pau 포 bao; 寧,宁 ning ning leng 영 ninh
尚 shang sheung siang 상 thuong; 符 fu foo,fu hu,foo 부 phu; 舒 shu shu su 서 thu; 阮 ruan yuen ng,nguan 완 nguyen
柯 ke o kua,kwa,quah 가 kha; 紀,纪 ji kei ki,kee 기 ky; 梅 mei mui bue,moi 매 mai; 童 tong tung tang 동 dong; 凌 ling ling leng 능 lang
畢,毕 bi pat pit 필 tat; 單,单 shan sin sian 선 thien; 季 ji kwai kui 계 quy; 裴 pei pui pue,poey 배 bui; 霍 huo fok hok 곽 hoac
塗,涂 tu to thoo 도 do; 成 cheng shing seng 성 thanh; 苗 miao miu biau 묘 mieu; 谷 gu kuk kok 곡 coc; 盛 sheng shing seng 성 thinh
曲 qu kuk khiok 곡 khuc; 翁 weng yung ang,eng 옹 ong; 冉 ran yim jiam 염 nhiem; 駱,骆 luo lok loh,loke 낙 lac; 藍,蓝 lan lam lam,na 남 lam
路 lu lo loo 노 lo; 遊,游 you yau yew,yu 유 du; 辛 xin san sin 신 tan; 靳 jin kan kin 근 can; 管 guan koon kuan 관 quan
柴 chai chai cha 시 sai; 蒙 meng mung bong 몽 mong; 鮑,鲍 bao pau pau 포 bao; 華,华 hua wah hua 화 hoa; 喻 yu yu ju 유 du; 祁 qi kei ki 기 ky
蒲 pu po poo 포 bo; 房 fang fong pang 방 phong; 滕 teng tang teng 등 dang; 屈 qu wat khut 굴 khuat; 饒,饶 rao yiu jiau 요 nhieu
解 xie kai kai 해 giai; 牟 mou mau boo 모 mau; 艾 ai ngai hia 애 ngai; 尤 you yau yew,iu 우 vuu; 陽,阳 yang yeung iong 양 duong
時,时 shi shi si 시 thi; 穆 mu muk bok 목 muc; 農,农 nong nung long 농 nong; 司 si sze su 사 tu; 卓 zhuo cheuk toh 탁 trac
古 gu koo koh 고 co; 吉 ji kat kiat 길 cat; 繆,缪 miao mau biau 무 mieu; 簡,简 jian kan kan 간 gian; 車,车 che kui chhia 차 xa
項,项 xiang hong hang 항 hang; 連,连 lian lin lian 연 lien; 蘆,芦 lu lo loo 노 lo; 麥,麦 mai mak beh 맥 mach; 褚 chu chu thu 저 tru
婁,娄 lou lau lau 누 lau; 竇,窦 dou tau to 두 dau; 戚 qi chik chhek 척 thich; 岑 cen sam gim 잠 sam; 景 jing king keng 경 canh
黨,党 dang tong tong 당 dang; 宮,宫 gong kung kiong 궁 cung; 費,费 fei fai hui 비 phi; 卜 bu puk pok 복 boc; 冷 leng lang leng 냉 lanh
晏 yan an an 안 yen; 席 xi chik siah 석 tich; 衛,卫 wei wai ui 위 ve; 米 mi mai bi 미 me; 柏 bai pak peh 백 ba; 宗 zong chung chong 종 tong
瞿 qu kui ku 구 cu; 桂 gui kwai kui 계 que; 全 quan tsuen chuan 전 toan; 佟 tong tung tong 동 dong; 應,应 ying ying eng 응 ung
臧 zang chong chong 장 tang; 閔,闵 min man bin 민 man; 苟 gou kau kau 구 cau; 鄔,邬 wu wu oo 오 o; 邊,边 bian pin pian 변 bien
卞 bian pin pian 변 bien; 姬 ji kei ki 희 co; 師,师 shi sze su 사 su; 和 he wo ho 화 hoa; 仇 qiu sau kiu 구 cuu; 欒,栾 luan luen luan 난 loan
隋 sui chui sui 수 tuy; 商 shang sheung siong 상 thuong; 刁 diao tiu tiau 조 dieu; 沙 sha sha sua 사 sa; 榮,荣 rong wing eng 영 vinh
巫 wu mo bu 무 vu; 寇 kou kau khau 구 khau; 桑 sang song song 상 tang; 郎 lang long long 낭 lang; 甄 zhen yan chin 견 chan
叢,丛 cong chung chong 총 tung; 仲 zhong chung tiong 중 trong; 虞 yu yu gu 우 ngu; 敖 ao ngo go 오 ngao; 鞏,巩 gong kung kiong 공 cung
明 ming ming beng 명 minh; 佘 she she,sia sia 사 xa; 池 chi chi ti 지 tri; 查 zha cha cha 사 tra; 麻 ma ma ba 마 ma
苑 yuan yuen uan 원 uyen; 遲,迟 chi chi ti 지 tri; 鄺,邝 kuang kwong,fong khong 광 quang; 官 guan koon kuan 관 quan
封 feng fung hong 봉 phong; 談,谈 tan tam tam 담 dam; 匡 kuang hong khong 광 khuong; 鞠 ju kuk kiok 국 cuc; 惠 hui wai hui 혜 hue
荊,荆 jing king keng 형 kinh; 樂,乐 yue lok gak 악 nhac; 冀 ji kei ki 기 ky; 胥 xu sui su 서 tu; 南 nan nam lam 남 nam; 班 ban pan pan 반 ban
儲,储 chu chu thu 저 tru; 原 yuan yuen guan 원 nguyen; 栗 li lut lek 율 lat; 燕 yan yin ian 연 yen; 楚 chu cho chhoo 초 so
鄢 yan yin ian 언 yen; 勞,劳 lao lo lo 노 lao; 諶,谌 chen sam sim 심 tham; 奚 xi hai he 해 he; 皮 pi pei phi 피 bi; 粟 su suk sok 속 tuc
冼 xian sin sian 선 tien; 藺,蔺 lin lun lin 인 lan; 樓,楼 lou lau lau,low 누 lau; 盤,盘 pan pun puan 반 ban; 滿,满 man mun boan 만 man
聞,闻 wen man bun 문 van; 位 wei wai ui 위 vi; 厲,厉 li lai le 여 le; 伊 yi yi i 이 y; 仝 tong tung tong 동 dong; 區,区 ou au au 구 au
郜 gao ko ko 고 cao; 海 hai hoi hai 해 hai; 闞,阚 kan ham kham 감 kham; 花 hua fa hoe 화 hoa; 權,权 quan kuen khuan 권 quyen
強,强 qiang keung kiong 강 cuong; 帥,帅 shuai shui sue 수 soai; 屠 tu to thoo 도 do; 豆 dou tau tau 두 dau; 朴 piao pok phok 박 phac
蓋,盖 gai koi kai 개 cai; 練,练 lian lin lian 연 luyen; 廉 lian lim liam 염 liem; 禹 yu yu u 우 vu; 井 jing cheng cheng 정 tinh
祖 zu cho choo 조 to; 漆 qi chat chhat 칠 tat; 巴 ba pa pa 파 ba; 豐,丰 feng fung hong 풍 phong; 支 zhi chi chi 지 chi
卿 qing hing kheng 경 khanh; 國,国 guo kwok kok 국 quoc; 狄 di tik tek 적 dich; 平 ping ping peng 평 binh; 計,计 ji kai ke 계 ke
索 suo sok soh 색 tac; 宣 xuan suen suan 선 tuyen; 晉,晋 jin chun chin 진 tan; 相 xiang seung siong 상 tuong; 初 chu cho chhoo 초 so
門,门 men mun bun 문 mon; 雲,云 yun wan hun 운 van; 容 rong yung iong 용 dung; 敬 jing king keng 경 kinh; 來,来 lai loi lai 내 lai
扈 hu wu hoo 호 ho; 晁 chao chiu tiau 조 trieu; 芮 rui yui jue 예 nhue; 都 du to too 도 do; 普 pu po phoo 보 pho
闕,阙 que kuet khuat 궐 khuyet; 浦 pu po phoo 포 pho; 戈 ge gwo ko 과 qua; 伏 fu fuk hok 복 phuc; 鹿 lu luk lok 녹 loc; 薄 bo pok poh 박 bac
邸 di tai te 저 de; 雍 yong yung iong 옹 ung; 辜 gu koo koh,koo 고 co; 羊 yang yeung iong 양 duong; 阿 a ah a 아 a; 烏,乌 wu wu oo 오 o
母 mu mo bo 모 mau; 裘 qiu kau kiu 구 cuu; 亓 qi kei ki 기 ky; 修 xiu sau siu 수 tu; 邰 tai toi thai 태 thai; 赫 he hak hek 혁 hach
杭 hang hong hang 항 hang; 況,况 kuang fong hong 황 huong; 那 na na na 나 na; 宿 su suk siok 숙 tuc; 鮮,鲜 xian sin sian 선 tien
印 yin yan in 인 an; 逯 lu luk lok 녹 luc; 隆 long lung liong 융 long; 茹 ru yu ju 여 nhu; 諾,诺 nuo nok lok 낙 nac
戰,战 zhan chin chian 전 chien; 慕 mu mo bo 모 mo; 危 wei ngai gui 위 nguy; 玉 yu yuk giok 옥 ngoc; 銀,银 yin ngan gin 은 ngan
亢 kang kong khong 항 khang; 嵇 ji kai ke 혜 ke; 公 gong kung kong 공 cong; 哈 ha ha ha 합 cap; 湛 zhan cham tam 담 tram
賓,宾 bin pan pin 빈 tan; 戎 rong yung jiong 융 nhung; 勾 gou ngau kau 구 cau; 茅 mao mau bau 모 mao; 利 li lei li 이 loi; 于 yu yu u 우 vu
呼 hu fu hoo 호 ho; 居 ju kui ku 거 cu; 揭 jie kit kiat 게 yet; 干 gan kon kan 간 can; 但 dan tan tan 단 dan; 尉 wei wai ut 위 uy
冶 ye ye ia 야 da; 斯 si sze su 사 tu; 元 yuan yuen goan 원 nguyen; 束 shu chuk sok 속 thuc; 檀 tan tan tuan 단 dan; 衣 yi yi i 의 y
信 xin shun sin 신 tin; 展 zhan chin tian 전 trien; 陰,阴 yin yam im 음 am; 昝 zan chan chan 잠 tam; 智 zhi chi ti 지 tri
幸 xing hang heng 행 hanh; 奉 feng fung hong 봉 phung; 植 zhi chik sit 식 thuc; 衡 heng hang heng 형 hoanh; 富 fu fu pu 부 phu
尧 yao yiu giau 요 nghieu; 閆 yan yim giam 염 diem; 由 you yau iu 유 do; 濮陽,濮阳 puyang pukyeung pokiong 복양 bocduong
淳于 chunyu shunyu suniu 순우 thuanvu; 鍾離,钟离 zhongli chunglei chengli 종리 chungly
歐陽,欧阳 ouyang auyeung,auyong auyong,auyang 구양 auduong; 司馬,司马 sima szema suma 사마 tuma; 諸葛,诸葛 zhuge chukot chukat 제갈 chucat
上官 shangguan sheungkoon siangkuan 상관 thuongquan; 司徒 situ szeto,seto situ 사도 tudo; 皇甫 huangfu wongpo hongpo 황보 hoangpho
令狐 linghu lingwu lenghoo 영호 lenhho; 尉遲,尉迟 yuchi wattchi utti 울지 uatti; 東方,东方 dongfang tungfong tanghong 동방 dongphuong
西門,西门 ximen saimun saibun 서문 taymon; 慕容 murong moyung bojiong 모용 modung; 夏侯 xiahou hahau hehau 하후 hahau
公孫,公孙 gongsun kungsuen kongsun 공손 congton; 獨孤,独孤 dugu tukkwu tokkoo 독고 doccoc; 南宮,南宫 nangong namkung lamkiong 남궁 namcung
宇文 yuwen yuman ubun 우문 vuvan; 長孫,长孙 zhangsun cheungsuen tiongsun 장손 truongton; 端木 duanmu tuenmuk tuanbok 단목 doanmoc
澹台 tantai tamtoi tamtai 담대 damdai; 鮮于,鲜于 xianyu sinyu sianu 선우 tienvu; 軒轅,轩辕 xuanyuan hinyuen hianguan 헌원 hienvien
拓跋 tuoba tokbat thokpuat 탁발 thacbat; 赫連,赫连 helian hacklin heklian 혁련 hachlien; 呼延 huyan fuyin hooian 호연 hodien
聞人,闻人 wenren manyan bunjin 문인 vannhan; 申屠 shentu santo sintoo 신도 thando; 太史 taishi taisi thaisu 태사 thaisu
張簡,张简 zhangjian cheungkan tiukan 장간 truonggian; 范姜 fanjiang fankeung huankiong 범강 phamkhuong
`;
