// A recovery phrase on screen: the field it is typed into, and its words drawn from memory, which are no field.

import { Button } from "../parts/basic.tsx";
import { SecretField } from "../parts/secret-field.tsx";
import { say } from "../say/say.ts";

export const wordsOf = (typed: string): readonly string[] =>
	typed
		.toLowerCase()
		.split(/[^a-z]+/)
		.filter((word) => word !== "");

/** The words as a numbered list. Cannot be selected: the clipboard is read by other programs. */
export const WordList = ({ words }: { readonly words: readonly string[] }) => (
	<ol
		class="words"
		translate={false}
		aria-label={say().secrets.theWordsInOrder}
	>
		{words.map((word, i) => (
			// The place of a word is its identity.
			<li key={`${i}-${word}`}>
				<span>{word}</span>
			</li>
		))}
	</ol>
);

export const PhraseField = ({
	typed,
	onTyped,
	shown,
}: {
	readonly typed: string;
	readonly onTyped: (typed: string) => void;
	readonly shown: boolean;
}) => {
	const words = wordsOf(typed);
	return (
		<SecretField
			name={say().secrets.recoveryPhrase}
			typed={typed}
			onTyped={onTyped}
			said={
				words.length === 0
					? say().secrets.n12To24WordsASpace
					: say().secrets.wordsSoFar(words.length)
			}
		>
			{shown ? <WordList words={words} /> : null}
		</SecretField>
	);
};

/** May it be a phrase, by the number of its words? */
export const isCounted = (words: readonly string[]): boolean =>
	[12, 15, 18, 21, 24].includes(words.length);

/** The tick that makes the words readable. */
export const ShowWords = ({
	shown,
	onShown,
}: {
	readonly shown: boolean;
	readonly onShown: (shown: boolean) => void;
}) => (
	<label class="tick">
		<input
			type="checkbox"
			checked={shown}
			onChange={(event) => onShown(event.currentTarget.checked)}
		/>
		<span>{say().secrets.showTheWordsNobodyIsLooking}</span>
	</label>
);

/** A phrase that is to be written down, with what is said before and after it, and what one does then. */
export const WriteDown = ({
	words,
	lead,
	note,
	back,
	onBack,
	onWritten,
}: {
	readonly words: readonly string[];
	readonly lead: string;
	readonly note: string;
	/** The button that leads away from it. */
	readonly back: string;
	readonly onBack: () => void;
	readonly onWritten: () => void;
}) => (
	<>
		<p class="lead">{lead}</p>
		<WordList words={words} />
		<p class="small">{note}</p>
		<div class="buttons next">
			<Button onClick={onBack}>{back}</Button>
			<Button main onClick={onWritten}>
				{say().secrets.theyAreOnPaper}
			</Button>
		</div>
	</>
);
