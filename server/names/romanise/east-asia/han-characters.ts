/**
 * Characters that are frequent in given names, with their readings: characters (traditional, simplified), Hong Kong, Korean in Hangul, Vietnamese. Mandarin
 * is read by any-ascii.
 */
export const HAN_CHARACTERS = `
明 ming 명 minh; 華,华 wah 화 hoa; 國,国 kwok 국 quoc; 文 man 문 van; 建 kin 건 kien; 軍,军 kwan 군 quan; 平 ping 평 binh; 志 chi 지 chi; 偉,伟 wai 위 vi
強,强 keung 강 cuong; 英 ying 영 anh; 玉 yuk 옥 ngoc; 秀 sau 수 tu; 麗,丽 lai 려 le; 芳 fong 방 phuong; 敏 man 민 man; 靜,静 ching 정 tinh
紅,红 hung 홍 hong; 梅 mui 매 mai; 蘭,兰 lan 란 lan; 春 chun 춘 xuan; 雪 suet 설 tuyet; 琴 kam 금 cam; 珍 chun 진 tran; 珠 chu 주 chau; 霞 ha 하 ha
鳳,凤 fung 봉 phung; 美 mei 미 my; 惠 wai 혜 hue; 慧 wai 혜 hue; 正 ching 정 chinh; 恩 yan 은 an; 成 shing 성 thanh; 日 yat 일 nhat; 一 yat 일 nhat
二 yi 이 nhi; 三 sam 삼 tam; 哲 chit 철 triet; 秉 ping 병 binh; 喆 chit 철 triet; 大 tai 대 dai; 中 chung 중 trung; 小 siu 소 tieu; 東,东 tung 동 dong
西 sai 서 tay; 南 nam 남 nam; 北 pak 북 bac; 光 kwong 광 quang; 輝,辉 fai 휘 huy; 耀 yiu 요 dieu; 永 wing 영 vinh; 榮,荣 wing 영 vinh; 勇 yung 용 dung
俊 chun 준 tuan; 傑,杰 kit 걸 kiet; 峰,峯 fung 봉 phong; 林 lam 림 lam; 森 sum 삼 sam; 海 hoi 해 hai; 江 kong 강 giang; 濤,涛 to 도 dao; 波 po 파 ba
洋 yeung 양 duong; 浩 ho 호 hao; 宇 yu 우 vu; 軒,轩 hin 헌 hien; 博 pok 박 bac; 斌 pan 빈 bin; 彬 pan 빈 bin; 濱,滨 pan 빈 tan; 龍,龙 lung 룡 long
虎 fu 호 ho; 鵬,鹏 pang 붕 bang; 飛,飞 fei 비 phi; 翔 cheung 상 tuong; 雲,云 wan 운 van; 雨 yu 우 vu; 雷 lui 뢰 loi; 星 sing 성 tinh; 月 yuet 월 nguyet
天 tin 천 thien; 地 tei 지 dia; 山 shan 산 son; 水 shui 수 thuy; 火 fo 화 hoa; 金 kam 금 kim; 銀,银 ngan 은 ngan; 木 muk 목 moc; 石 shek 석 thach
玲 ling 령 linh; 德 tak 덕 duc; 仁 yan 인 nhan; 義,义 yi 의 nghia; 禮,礼 lai 례 le; 智 chi 지 tri; 信 shun 신 tin; 忠 chung 충 trung; 孝 hau 효 hieu
和 wo 화 hoa; 良 leung 량 luong; 善 sin 선 thien; 福 fuk 복 phuc; 祿,禄 luk 록 loc; 壽,寿 sau 수 tho; 喜 hei 희 hy; 樂,乐 lok 락 lac; 安 on 안 an
康 hong 강 khang; 寧,宁 ning 녕 ninh; 順,顺 shun 순 thuan; 富 fu 부 phu; 貴,贵 kwai 귀 quy; 財,财 choi 재 tai; 寶,宝 po 보 bao; 生 sang 생 sinh
長,长 cheung 장 truong; 久 kau 구 cuu; 元 yuen 원 nguyen; 亨 hang 형 hanh; 利 lei 리 loi; 貞,贞 ching 정 trinh; 君 kwan 군 quan; 臣 san 신 than
民 man 민 dan; 子 tsz 자 tu; 女 nui 녀 nu; 男 nam 남 nam; 兒,儿 yi 아 nhi; 家 ka 가 gia; 邦 pong 방 bang; 世 sai 세 the; 界 kai 계 gioi; 新 san 신 tan
鮮,鲜 sin 선 tien; 賢,贤 yin 현 hien; 能 nang 능 nang; 才 choi 재 tai; 學,学 hok 학 hoc; 書,书 shu 서 thu; 詩,诗 sze 시 thi; 藝,艺 ngai 예 nghe; 墨 mak 묵 mac
筆,笔 pat 필 but; 雅 nga 아 nha; 清 ching 청 thanh; 潔,洁 kit 결 khiet; 純,纯 shun 순 thuan; 真 chan 진 chan; 誠,诚 shing 성 thanh; 實,实 shat 실 thuc
佳 kai 가 giai; 嘉 ka 가 gia; 怡 yi 이 di; 欣 yan 흔 han; 悅,悦 yuet 열 duyet; 歡,欢 fun 환 hoan; 笑 siu 소 tieu; 婷 ting 정 dinh; 娟 kuen 연 quyen
妍 yin 연 nghien; 嬌,娇 kiu 교 kieu; 媛 wun 원 vien; 娜 na 나 na; 莉 lei 리 ly; 莎 sa 사 sa; 菲 fei 비 phi; 萍 ping 평 binh; 蓉 yung 용 dung
蓮,莲 lin 련 lien; 荷 ho 하 ha; 菊 kuk 국 cuc; 桂 kwai 계 que; 桃 to 도 dao; 櫻,樱 ying 앵 anh; 花 fa 화 hoa; 葉,叶 yip 엽 diep; 竹 chuk 죽 truc
松 chung 송 tung; 柏 pak 백 bach; 楓,枫 fung 풍 phong; 晨 san 신 than; 曉,晓 hiu 효 hieu; 晚 man 만 van; 暉,晖 fai 휘 huy; 晴 ching 청 tinh
晶 ching 정 tinh; 昊 ho 호 hao; 昌 cheung 창 xuong; 昕 yan 흔 han; 旭 yuk 욱 huc; 曦 hei 희 hi; 陽,阳 yeung 양 duong; 陰,阴 yam 음 am; 炎 yim 염 viem
煒,炜 wai 위 vi; 煥,焕 wun 환 hoan; 燕 yin 연 yen; 鴻,鸿 hung 홍 hong; 鶴,鹤 hok 학 hac; 鷹,鹰 ying 응 ung; 鐵,铁 tit 철 thiet; 鋼,钢 kong 강 cuong
錦,锦 kam 금 cam; 鑫 yam 흠 ham; 鎮,镇 chun 진 tran; 鋒,锋 fung 봉 phong; 銘,铭 ming 명 minh; 鈞,钧 kwan 균 quan; 鍾,钟 chung 종 chung; 鉉,铉 yuen 현 huyen
剛,刚 kong 강 cuong; 毅 ngai 의 nghi; 力 lik 력 luc; 武 mo 무 vo; 雄 hung 웅 hung; 威 wai 위 uy; 猛 mang 맹 manh; 健 kin 건 kien; 壯,壮 chong 장 trang
偕 kai 해 giai; 立 lap 립 lap; 堅,坚 kin 견 kien; 固 ku 고 co; 恒,恆 hang 항 hang; 定 ting 정 dinh; 達,达 tat 달 dat; 通 tung 통 thong; 遠,远 yuen 원 vien
進,进 chun 진 tien; 超 chiu 초 sieu; 越 yuet 월 viet; 躍,跃 yeuk 약 duoc; 凱,凯 hoi 개 khai; 勝,胜 shing 승 thang; 捷 chit 첩 tiep; 興,兴 hing 흥 hung
旺 wong 왕 vuong; 盛 shing 성 thinh; 隆 lung 륭 long; 發,发 fat 발 phat; 少 siu 소 thieu; 宏 wang 굉 hoanh; 弘 wang 홍 hoang; 洪 hung 홍 hong
廣,广 kwong 광 quang; 闊,阔 fut 활 khoat; 深 sum 심 tham; 淵,渊 yuen 연 uyen; 源 yuen 원 nguyen; 泉 tsuen 천 tuyen; 澤,泽 chak 택 trach; 潤,润 yun 윤 nhuan
涵 ham 함 ham; 漢,汉 hon 한 han; 瀚 hon 한 han; 淑 shuk 숙 thuc; 治 chi 치 tri; 泰 tai 태 thai; 泳 wing 영 vinh; 洙 chu 수 thu; 瑞 sui 서 thuy
祥 cheung 상 tuong; 禎,祯 ching 정 trinh; 祐,佑 yau 우 huu; 祖 cho 조 to; 宗 chung 종 tong; 神 san 신 than; 聖,圣 shing 성 thanh; 靈,灵 ling 령 linh
仙 sin 선 tien; 思 sze 사 tu; 念 nim 념 niem; 憶,忆 yik 억 uc; 夢,梦 mung 몽 mong; 心 sum 심 tam; 情 ching 정 tinh; 愛,爱 oi 애 ai; 慈 chi 자 tu
恭 kung 공 cung; 慶,庆 hing 경 khanh; 道 to 도 dao; 理 lei 리 ly; 法 fat 법 phap; 政 ching 정 chinh; 公 kung 공 cong; 權,权 kuen 권 quyen; 憲,宪 hin 헌 hien
紀,纪 kei 기 ky; 維,维 wai 유 duy; 綱,纲 kong 강 cuong; 衛,卫 wai 위 ve; 保 po 보 bao; 守 sau 수 thu; 護,护 wu 호 ho; 救 kau 구 cuu; 助 cho 조 tro
援 wun 원 vien; 勤 kan 근 can; 儉,俭 kim 검 kiem; 勉 min 면 mien; 萬,万 man 만 van; 千 chin 천 thien; 百 pak 백 bach; 億,亿 yik 억 uc; 四 sze 사 tu
五 ng 오 ngu; 六 luk 육 luc; 七 chat 칠 that; 八 pat 팔 bat; 九 kau 구 cuu; 晉,晋 chun 진 tan; 秦 chun 진 tan; 唐 tong 당 duong; 宋 sung 송 tong
朝 chiu 조 trieu; 京 king 경 kinh; 滬,沪 wu 호 ho; 川 chuen 천 xuyen; 湘 seung 상 tuong; 奇 kei 기 ky; 琦 kei 기 ky; 琪 kei 기 ky; 琳 lam 림 lam
瑤,瑶 yiu 요 dao; 瑜 yu 유 du; 瑩,莹 ying 영 oanh; 瓊,琼 king 경 quynh; 璐 lo 로 lo; 環,环 wan 환 hoan; 珊 shan 산 san; 珏 kok 각 giac; 琛 sum 침 tham
瑾 kan 근 can; 璇 suen 선 tuyen; 珉 man 민 man; 珪,圭 kwai 규 khue; 賑 chun 진 chan; 相 seung 상 tuong; 尚 sheung 상 thuong; 載,载 choi 재 tai
在 choi 재 tai; 宰 choi 재 te; 基 kei 기 co; 起 hei 기 khoi; 奎 kwai 규 khue; 根 kan 근 can; 植 chik 식 thuc; 烈 lit 렬 liet; 燮 sit 섭 tiep
燦,灿 chan 찬 xan; 炫 yuen 현 huyen; 熙 hei 희 hy; 勳,勋 fan 훈 huan; 薰 fan 훈 huan; 訓,训 fan 훈 huan; 賛,赞 chan 찬 tan; 淳 shun 순 thuan
舜 shun 순 thuan; 俶 shuk 숙 thuc; 承 shing 승 thua; 昇,升 shing 승 thang; 丞 shing 승 thua; 燁,烨 yip 엽 diep; 允 wan 윤 doan; 胤 yan 윤 dan
赫 hak 혁 hach; 爀 hak 혁 hach; 泫 yuen 현 huyen; 玄 yuen 현 huyen; 顯,显 hin 현 hien; 絃,弦 yin 현 huyen; 炯 kwing 형 quynh; 衡 hang 형 hanh
鎬,镐 ho 호 hao; 皓 ho 호 hao; 豪 ho 호 hao; 祜 wu 호 ho; 鐘 chung 종 chung; 範,范 fan 범 pham; 凡 fan 범 pham; 炳 ping 병 binh; 奉 fung 봉 phung
夏 ha 하 ha; 秋 chau 추 thu; 冬 tung 동 dong; 露 lo 로 lo; 霖 lam 림 lam; 霜 seung 상 suong; 雯 man 문 van; 彩 choi 채 thai; 彤 tung 동 dong; 丹 tan 단 dan
青 ching 청 thanh; 白 pak 백 bach; 翠 chui 취 thuy; 碧 pik 벽 bich; 紫 tsz 자 tu; 素 so 소 to; 珮,佩 pui 패 boi; 麟 lun 린 lan; 凌 ling 릉 lang
祺 kei 기 ky; 禧 hei 희 hy; 澄 ching 징 trung; 睿 yui 예 due; 銳,锐 yui 예 nhue; 豫 yu 예 du; 延 yin 연 dien; 然 yin 연 nhien; 衍 hin 연 dien
妙 miu 묘 dieu; 振 chun 진 chan; 辰 san 진 thin; 震 chun 진 chan; 軫 chan 진 chan; 津 chun 진 tan; 必 pat 필 tat; 弼 pat 필 bat; 澔 ho 호 hao
準,准 chun 준 chuan; 峻 chun 준 tuan; 濬,浚 chun 준 tuan; 埈 chun 준 tuan; 駿,骏 chun 준 tuan; 晙 chun 준 tuan; 遵 chun 준 tuan; 主 chu 주 chu
周 chow 주 chu; 宙 chau 주 tru; 柱 chu 주 tru; 之 chi 지 chi; 芝 chi 지 chi; 枝 chi 지 chi; 知 chi 지 tri; 址 chi 지 chi; 池 chi 지 tri; 銖 chu 수 thu
娥 ngo 아 nga; 妸 o 아 a; 殷 yan 은 an; 誾 ngan 은 ngan; 垠 ngan 은 ngan; 瑛 ying 영 anh; 映 ying 영 anh; 影 ying 영 anh; 營,营 ying 영 doanh; 寅 yan 인 dan
姬 kei 희 co; 希 hei 희 hy; 熹 hei 희 hy; 羲 hei 희 hy; 有 yau 유 huu; 裕 yu 유 du; 儒 yu 유 nho; 友 yau 우 huu; 又 yau 우 huu; 于 yu 우 vu; 禹 yu 우 vu
旴 yu 우 hu; 羽 yu 우 vu; 璟 king 경 canh; 景 king 경 canh; 敬 king 경 kinh; 炅 kwing 경 quynh; 庚 kang 경 canh; 卿 hing 경 khanh; 鏡,镜 keng 경 kinh
更 kang 경 canh; 競,竞 king 경 canh; 彦,彥 yin 언 ngan; 祚 cho 조 to; 旼 man 민 man; 玟 man 민 van; 閔 man 민 man; 敦 tun 돈 don; 昱 yuk 욱 duc; 郁 yuk 욱 uc
煜 yuk 욱 duc; 章 cheung 장 chuong; 彰 cheung 장 chuong; 璋 cheung 장 chuong; 昶 chong 창 suong; 暢,畅 cheung 창 suong; 茂 mau 무 mau; 睦 muk 목 muc
牧 muk 목 muc; 謙,谦 him 겸 khiem; 兼 kim 겸 kiem; 翰 hon 한 han; 瑄 suen 선 tuyen; 宣 suen 선 tuyen; 璿 suen 선 tuyen; 線 sin 선 tuyen; 先 sin 선 tien
蘇 so 소 to; 昭 chiu 소 chieu; 召 siu 소 trieu; 梓 tsz 재 tu; 萱 huen 훤 huyen; 涔 sam 잠 sam; 軾,轼 sik 식 thuc; 轍,辙 chit 철 triet; 喬,乔 kiu 교 kieu
璨 chan 찬 xan; 芸 wan 운 van; 芷 chi 지 chi; 若 yeuk 약 nhuoc; 詠,咏 wing 영 vinh; 婉 yuen 완 uyen; 妮 nei 니 ni; 倩 sin 천 thien; 蕾 lui 뢰 loi
薇 mei 미 vi; 蓓 pui 배 boi; 茜 sin 천 thien; 琬 yuen 완 uyen; 穎,颖 wing 영 dinh; 俠,侠 hap 협 hiep; 倫,伦 lun 륜 luan; 侃 hon 간 khan; 儀,仪 yi 의 nghi
依 yi 의 y; 伊 yi 이 y; 以 yi 이 di; 伯 pak 백 ba; 仲 chung 중 trong; 叔 shuk 숙 thuc; 錫,锡 sek 석 tich; 碩,硕 shek 석 thac; 奭 shik 석 thich
晳 sik 석 tich; 暎 ying 영 anh; 澈 chit 철 triet; 徹,彻 chit 철 triet; 贊 chan 찬 tan; 瓚,瓒 chan 찬 toan; 璘 lun 린 lan
`;
