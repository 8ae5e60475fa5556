/** Faces that nobody has: drawn from a few shapes, so plainly that nobody takes one for a photograph of somebody. */
import type { Pixels } from '#photos/photos.ts';
import type { Chance } from '../random.ts';
import { openCanvas, type Canvas, type Colour } from './canvas.ts';

/** The shapes are measured on 360 by 480; the picture is two thirds of that. */
const SIZE = { width: 240, height: 320 };
const SCALE = 2 / 3;
const SKINS: readonly Colour[] = [[244, 208, 177], [231, 183, 143], [206, 150, 108], [166, 112, 76], [121, 78, 52], [88, 56, 40]];
const HAIRS: readonly Colour[] = [[38, 28, 24], [66, 44, 30], [104, 70, 42], [158, 112, 60], [196, 156, 92], [134, 58, 34]];
const GREY: Colour = [176, 174, 170];
const IRISES: readonly Colour[] = [[78, 52, 34], [96, 68, 40], [70, 104, 74], [72, 108, 146], [104, 116, 122]];
const WALLS: readonly Colour[] = [[214, 222, 228], [222, 218, 206], [204, 214, 206], [220, 212, 220]];
const CLOTHES: readonly Colour[] = [[52, 66, 88], [92, 58, 58], [64, 84, 68], [84, 80, 92], [122, 104, 82], [40, 42, 46]];

/** What somebody looks like. `long`: the hair. `wide`, `tall`: of the face, about 1. */
export type Features = {
  readonly skin: Colour; readonly hair: Colour; readonly iris: Colour; readonly wall: Colour; readonly clothes: Colour;
  readonly long: boolean; readonly bald: boolean; readonly beard: boolean; readonly glasses: boolean;
  readonly wide: number; readonly tall: number; readonly apart: number; readonly brow: number; readonly mouth: number;
};

/** Features by chance, fitting for sex (`F` or other) and age in years. */
export function featuresOf(chance: Chance, { sex, age }: { sex: string; age: number }): Features {
  const about = (spread: number): number => 1 + (chance.below(201) - 100) * (spread / 100);
  const woman = sex === 'F';
  const grown = age > 18;
  const skin = chance.one(SKINS);
  // As they mostly go together.
  const isDark = SKINS.indexOf(skin) >= 3;
  const [dark, iris] = [chance.one(isDark ? HAIRS.slice(0, 2) : HAIRS), chance.one(isDark ? IRISES.slice(0, 2) : IRISES)];
  const [wall, clothes] = [chance.one(WALLS), chance.one(CLOTHES)];
  return {
    skin, iris, wall, clothes, hair: age > 55 ? GREY : dark,
    long: woman ? chance.in(0.8) : chance.in(0.08), bald: !woman && grown && chance.in(age > 40 ? 0.4 : 0.08), beard: !woman && grown && chance.in(0.4), glasses: chance.in(0.25),
    wide: about(0.1), tall: about(0.08), apart: about(0.12), brow: about(0.4), mouth: about(0.25),
  };
}

/** Draws a face, from the wall behind it to the glasses. */
export function drawFace(features: Features): Pixels {
  const canvas = openCanvas(SIZE, SCALE, features.wall);
  const head = { x: 180, y: 208, rx: 92 * features.wide, ry: 122 * features.tall };
  drawBehind(canvas, features, head);
  canvas.fill(head, features.skin);
  drawHair(canvas, features, head);
  if (features.beard) {
    canvas.fill({ ...head, y: head.y + 4, from: head.y + 34 }, shade(features.hair, 1.05));
    canvas.fill({ x: 180, y: head.y + 26, rx: head.rx * 0.86, ry: 44 }, features.skin);
  }
  drawEyes(canvas, features, head);
  drawMiddle(canvas, features, head);
  return canvas.pixels;
}

type Head = { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number };

function drawBehind(canvas: Canvas, { hair, skin, clothes, long, bald }: Features, head: Head): void {
  if (long) canvas.fill({ x: 180, y: head.y + 50, rx: head.rx * 1.28, ry: head.ry * 1.42 }, shade(hair, 0.85));
  else if (!bald) canvas.fill({ ...head, y: head.y - 14, rx: head.rx * 1.08, ry: head.ry * 1.02 }, shade(hair, 0.9));
  canvas.fill({ x: 180, y: 380, rx: 46, ry: 96 }, shade(skin, 0.88));
  canvas.fill({ x: 180, y: 520, rx: 168, ry: 130 }, clothes);
  canvas.fill({ x: 180, y: 398, rx: 48, ry: 26 }, shade(skin, 0.88));
  for (const side of [-1, 1]) canvas.fill({ x: 180 + side * head.rx, y: head.y + 4, rx: 13, ry: 25 }, shade(skin, 0.93));
}

function drawHair(canvas: Canvas, { hair, long, bald }: Features, head: Head): void {
  if (bald) return;
  const line = head.y - head.ry * 0.52;
  canvas.fill({ ...head, y: head.y - 10, rx: head.rx * 1.05, ry: head.ry * 1.04, to: line }, hair);
  canvas.fill({ x: 180, y: line, rx: head.rx * 0.9, ry: 16 }, hair);
  if (long) for (const side of [-1, 1]) canvas.fill({ x: 180 + side * head.rx * 0.98, y: head.y - 10, rx: 20, ry: 84, turn: side * -0.08 }, hair);
}

function drawEyes(canvas: Canvas, { hair, iris, apart, brow, glasses }: Features, head: Head): void {
  const y = head.y - 12;
  for (const side of [-1, 1]) {
    const x = 180 + side * 39 * apart;
    if (glasses) {
      canvas.fill({ x, y, rx: 32, ry: 25 }, [44, 44, 48]);
      canvas.fill({ x, y, rx: 28, ry: 21 }, [236, 240, 242]);
    }
    canvas.fill({ x, y, rx: 19, ry: 10 }, [248, 246, 242]);
    canvas.fill({ x, y, rx: 9, ry: 9 }, iris);
    canvas.fill({ x, y, rx: 4, ry: 4 }, [16, 16, 18]);
    canvas.fill({ x, y: y - 31, rx: 24, ry: 4 + 2 * brow, turn: side * 0.1 * brow }, shade(hair, 0.8));
  }
  if (glasses) canvas.fill({ x: 180, y: y - 2, rx: 12, ry: 3 }, [44, 44, 48]);
}

function drawMiddle(canvas: Canvas, { skin, mouth }: Features, head: Head): void {
  canvas.fill({ x: 180, y: head.y + 22, rx: 9, ry: 30 }, shade(skin, 0.95));
  canvas.fill({ x: 180, y: head.y + 44, rx: 17, ry: 10 }, shade(skin, 0.86));
  const y = head.y + 76;
  canvas.fill({ x: 180, y, rx: 31 * mouth, ry: 9 }, [168, 84, 80]);
  canvas.fill({ x: 180, y: y - 1, rx: 27 * mouth, ry: 2 }, [112, 48, 48]);
}

function shade([red, green, blue]: Colour, light: number): Colour {
  return [red * light, green * light, blue * light];
}
