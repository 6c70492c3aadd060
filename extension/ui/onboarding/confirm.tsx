// Is the phrase on paper? Three of its words are asked back.

import { useState } from "preact/hooks";
import { Button } from "../parts/basic.tsx";
import { say } from "../say/say.ts";

type PhraseQuestion = {
	/** Which word is asked for, from 0. */
	readonly place: number;
	readonly choices: readonly string[];
};

/** A phrase with what is asked back of it. */
export type AskedPhrase = {
	readonly words: readonly string[];
	readonly asked: readonly PhraseQuestion[];
};

const below = (bound: number): number => {
	const most = Math.floor(0x1_0000_0000 / bound) * bound;
	for (;;) {
		const value = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
		if (value < most) return value % bound;
	}
};
const shuffled = <T,>(items: readonly T[]): readonly T[] => {
	const left = [...items];
	const out: T[] = [];
	while (left.length > 0) out.push(...left.splice(below(left.length), 1));
	return out;
};

/** Three places of the phrase, each with four of its words to choose from. Buttons, so nothing is typed. */
export const questionsFor = (
	words: readonly string[],
): readonly PhraseQuestion[] =>
	shuffled(words.map((_, i) => i))
		.slice(0, 3)
		.sort((a, b) => a - b)
		.map((place) => {
			const right = words[place] ?? "";
			const others = shuffled(
				[...new Set(words)].filter((word) => word !== right),
			).slice(0, 3);
			return { place, choices: shuffled([right, ...others]) };
		});

export const ConfirmPhrase = ({
	words,
	asked,
	onRight,
	onBack,
}: AskedPhrase & {
	readonly onRight: () => void;
	readonly onBack: () => void;
}) => {
	const [given, setGiven] = useState<ReadonlyMap<number, string>>(new Map());
	const right = asked.every(({ place }) => given.get(place) === words[place]);
	const all = asked.every(({ place }) => given.has(place));
	return (
		<>
			<p class="lead">{say().secrets.lookAtYourPaperWhichWords}</p>
			{asked.map(({ place, choices }) => (
				<fieldset key={place} class="choice pick">
					<legend>{say().secrets.word(place + 1)}</legend>
					{choices.map((word) => (
						<button
							key={word}
							type="button"
							class="button"
							translate={false}
							aria-pressed={given.get(place) === word}
							onClick={() => setGiven(new Map([...given, [place, word]]))}
						>
							{word}
						</button>
					))}
				</fieldset>
			))}
			{all && !right ? (
				<p class="said wrong" role="alert">
					{say().secrets.atLeastOneDoesNotMatch}
				</p>
			) : null}
			<div class="buttons next">
				<Button onClick={onBack}>{say().secrets.showTheWordsAgain}</Button>
				<Button main disabled={!right} onClick={onRight}>
					{say().secrets.iHaveThemOnPaper}
				</Button>
			</div>
		</>
	);
};
