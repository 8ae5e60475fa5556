import { listDifferent, makeSpeller } from './spelling.ts';

const ARMENIAN = `
  ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v
  փ=p ք=k օ=o ֆ=f ու=u և=ev ^ե=ye ^ո=vo ^ով=ov եւ=ev ^և=yev ^եւ=yev ﬀ= ՚= ՛= ՜= ՞=`;
/** Western Armenian says the stops the other way round: Krikor, Hagop, Boghos. */
const WESTERN = 'բ=p պ=b գ=k կ=g դ=t տ=d ձ=ts ծ=dz ջ=ch ճ=j ը=e եա=ia իւ=u յ=h';
const SPOKEN = '^ե=e ^ո=o ը=e խ=x ղ=g';
const ARMENIAN_SPELLERS = [makeSpeller(ARMENIAN), makeSpeller(ARMENIAN, SPOKEN), makeSpeller(ARMENIAN, WESTERN)];

const GEORGIAN = `
  ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h
  ჱ=ey ჲ=y ჳ=w ჴ=q ჵ=oh ჶ=f ჷ=y`;
/** As names in Georgian letters stand for foreign ones: f for the breathed p, k for the throaty q. */
const GEORGIAN_LOAN = 'ფ=f ყ=k ხ=h';
const GEORGIAN_SPELLERS = [makeSpeller(GEORGIAN), makeSpeller(GEORGIAN, GEORGIAN_LOAN)];

/** An Armenian word: the eastern reading, then without the glides before its first vowel, then the western reading. */
export const readArmenian = (word: string, most: number): readonly string[] =>
  listDifferent(ARMENIAN_SPELLERS.map((spell) => spell(word.normalize('NFKC').toLowerCase())), most);

/** A Georgian word by the national system without its apostrophes, then read back as a foreign name. */
export const readGeorgian = (word: string, most: number): readonly string[] => {
  const small = word.replace(/[\u1c90-\u1cbf]/g, (capital) => String.fromCharCode(capital.charCodeAt(0) - 0xbc0));
  return listDifferent(GEORGIAN_SPELLERS.map((spell) => spell(small)), most);
};
