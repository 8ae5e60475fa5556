/** Of analysis, codes and signatures: an index made by another version is made anew, never mixed. */
export const ANALYSER_VERSION = 4;

/** Of the comparison and the bands: it stands beside every judgement that is kept. */
export const JUDGE_VERSION = 4;
