import { listDifferent } from '../spelling.ts';
import { readHangul } from './hangul.ts';

/** A Korean name in Latin letters, its family name apart. `length` is how many syllables the family name has. */
export type HangulReading = { readonly family: string; readonly given: string; readonly length: number };

/** Family names as they stand in passports, the most frequent spelling first. */
export const HANGUL_SURNAMES: ReadonlyMap<string, readonly string[]> = new Map(`
  김=kim,gim 이=lee,yi,rhee,i,ri 박=park,pak,bak 최=choi,choe 정=jung,jeong,chung,chong 강=kang,gang 조=cho,jo,joh 윤=yoon,yun 장=jang,chang 임=lim,im,yim 한=han
  오=oh,o 서=seo,suh,so 신=shin,sin 권=kwon,gwon 황=hwang 안=ahn,an 송=song 전=jeon,jun,chun,chon 홍=hong 유=yoo,yu,you 고=ko,go,koh 문=moon,mun 양=yang 손=son,sohn
  배=bae,pae 백=baek,paik,paek 허=heo,hur,huh,ho 남=nam 심=shim,sim 노=noh,roh,no 하=ha 곽=kwak,gwak 성=sung,seong,song 차=cha 주=joo,ju,chu 우=woo,u 구=koo,gu,ku
  나=na,ra 민=min 진=jin,chin 지=ji,chi 엄=um,eom,om 채=chae 원=won 천=cheon,chun,chon 방=bang,pang 공=kong,gong 현=hyun,hyeon,hyon 함=ham 변=byun,byeon,pyon
  염=yeom,yum,yom 여=yeo,yo 추=choo,chu 도=do,to 소=so 석=seok,suk,sok 선=sun,seon,son 설=seol,sul,sol 마=ma 길=gil,kil 연=yeon,yun,yon 위=wi,wee 표=pyo 명=myung,myeong,myong
  기=ki,gi 반=ban,pan 라=ra,la,rha 왕=wang 금=keum,geum,kum 옥=ok,oak 육=yook,yuk 인=in 맹=maeng 제=je,jae,che 모=mo 탁=tak 국=kook,guk,kuk 어=eo,uh,o 은=eun,un
  편=pyeon,pyun,pyon 용=yong 예=ye 경=kyung,gyeong,kyong 봉=bong,pong 사=sa 부=boo,bu,pu 가=ka,ga 복=bok,pok 태=tae 목=mok 형=hyung 피=pi 두=doo,du 감=kam 음=eum
  동=dong,tong 온=on 호=ho 범=bum,beom,pom 좌=jwa 팽=paeng 승=seung,sung 간=kan 상=sang 갈=gal,kal 단=dan,tan 리=ri,lee,yi 림=rim,lim 류=ryu,yoo,yu 량=ryang,yang
  로=ro,roh,noh 렴=ryom,yom 련=ryon,yon 려=ryo,yo 계=kye,gye 시=si,shi 빈=bin 문=moon,mun 당=dang 화=hwa 창=chang 옹=ong 순=soon,sun 신=shin,sin 견=kyun,gyeon 당=dang 초=cho
  남궁=namgung,namkoong,namkung 황보=hwangbo,whangbo 제갈=jegal,chegal 사공=sagong,sakong 선우=sunwoo,seonu,sonu 서문=seomun,suhmoon 독고=dokgo,dokko 동방=dongbang 어금=eogeum 망절=mangjeol`
  .trim().split(/\s+/).map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1).split(',')] as const;
  }));

/** Most readings of one name. */
const MOST = 12;
const MOST_SYLLABLES = 5;

/**
 * A Korean name of two to five syllables, family name first, in its readings. Empty when it does not begin with a Korean family name:
 * foreign names are written in the same letters.
 */
export const readHangulName = (text: string): readonly HangulReading[] => {
  const name = text.normalize('NFC').replace(/\s+/g, '');
  if (name.length < 2 || name.length > MOST_SYLLABLES) return [];
  const length = name.length > 2 && HANGUL_SURNAMES.has(name.slice(0, 2)) ? 2 : 1;
  const families = HANGUL_SURNAMES.get(name.slice(0, length));
  if (families === undefined) return [];
  const givens = listDifferent(readHangul(name.slice(length), 4), 4);
  const readings = families.flatMap((family, one) => givens.map((given, other) => ({ reading: { family, given, length }, rank: one + other })));
  // The likeliest of both parts first, so that whoever keeps a few has several of each.
  return readings.sort((one, other) => one.rank - other.rank).map(({ reading }) => reading).slice(0, MOST);
};
