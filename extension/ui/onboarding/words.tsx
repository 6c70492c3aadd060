// Fields for a recovery phrase that the browser cannot keep. Browsers write what stands in text fields to disk, to
// restore a session; what stands in a password field they never write (CVE-2022-32969). So the phrase is typed into a
// password field, always, and what is readable beside it is plain text drawn from memory, not a field.

import { useEffect, useId, useRef } from "preact/hooks";

export const wordsOf = (typed: string): readonly string[] =>
	typed
		.toLowerCase()
		.split(/[^a-z]+/)
		.filter((word) => word !== "");

/** The words as a numbered list. Cannot be selected: the clipboard is read by other programs. */
export const WordList = ({ words }: { readonly words: readonly string[] }) => (
	<ol class="words" translate={false} aria-label="The words, in order">
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
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => {
		const field = input.current;
		field?.focus();
		// Whatever the browser does with a page it puts away, it finds the field empty.
		const empty = () => {
			if (field !== null) field.value = "";
		};
		addEventListener("pagehide", empty);
		return () => {
			removeEventListener("pagehide", empty);
			empty();
		};
	}, []);
	const words = wordsOf(typed);
	return (
		<div class="field">
			<label for={id}>Recovery phrase</label>
			<div class="with">
				<input
					ref={input}
					id={id}
					type="password"
					value={typed}
					autocomplete="off"
					autocapitalize="off"
					// The attribute, by a name that is no property: browsers whose property is a boolean read "off" as yes.
					autoCorrect="off"
					spellcheck={false}
					data-lpignore="true"
					data-1p-ignore="true"
					aria-describedby={`${id}-said`}
					onInput={(event) => onTyped(event.currentTarget.value)}
				/>
			</div>
			<div id={`${id}-said`} class="said" aria-live="polite">
				{words.length === 0
					? "12 to 24 words, a space between them."
					: `${words.length} ${words.length === 1 ? "word" : "words"} so far.`}
			</div>
			{shown ? <WordList words={words} /> : null}
		</div>
	);
};
