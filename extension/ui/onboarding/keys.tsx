// Step 3: the key. A fresh phrase, shown once and asked back, or one that is brought along; then the password. Phrase and
// password go to the signer's own port and are dropped here when it has them.

import { useState } from "preact/hooks";
import { Button, Field } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { useShared, useWork } from "../wallet.tsx";
import { strengthOf } from "./strength.ts";
import { PhraseField, WordList, wordsOf } from "./words.tsx";

type Stage =
	| { readonly at: "choice" }
	| { readonly at: "show"; readonly words: readonly string[] }
	| {
			readonly at: "confirm";
			readonly words: readonly string[];
			readonly asked: readonly Question[];
	  }
	| { readonly at: "import" }
	| {
			readonly at: "password";
			readonly words: readonly string[];
			readonly fresh: boolean;
	  };

type Question = {
	/** Which word is asked for, from 0. */
	readonly place: number;
	readonly choices: readonly string[];
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
export const questionsFor = (words: readonly string[]): readonly Question[] =>
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

const Confirm = ({
	words,
	asked,
	onRight,
	onBack,
}: {
	readonly words: readonly string[];
	readonly asked: readonly Question[];
	readonly onRight: () => void;
	readonly onBack: () => void;
}) => {
	const [given, setGiven] = useState<ReadonlyMap<number, string>>(new Map());
	const right = asked.every(({ place }) => given.get(place) === words[place]);
	const all = asked.every(({ place }) => given.has(place));
	return (
		<>
			<p class="lead">Look at your paper. Which words stand there?</p>
			{asked.map(({ place, choices }) => (
				<fieldset key={place} class="choice pick">
					<legend>Word {place + 1}</legend>
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
					At least one is not what the phrase says. Look again.
				</p>
			) : null}
			<div class="buttons next">
				<Button onClick={onBack}>Show the words again</Button>
				<Button main disabled={!right} onClick={onRight}>
					I have them on paper
				</Button>
			</div>
		</>
	);
};

const Password = ({
	words,
	fresh,
	onBack,
	onNext,
}: {
	readonly words: readonly string[];
	readonly fresh: boolean;
	readonly onBack: () => void;
	readonly onNext: () => void;
}) => {
	const { wallet, refresh } = useShared();
	const [password, setPassword] = useState("");
	const [again, setAgain] = useState("");
	const { busy, fault, run, clear } = useWork();
	const { level, words: said } = strengthOf(password);
	const differs = again !== "" && again !== password;
	const ready = level > 0 && again === password;
	const make = () => {
		if (!ready) return;
		void run(async () => {
			await wallet.keys("keys.create", { phrase: words.join(" "), password });
			setPassword("");
			setAgain("");
			await refresh();
			onNext();
		});
	};
	return (
		<>
			<p class="lead">
				A password locks the key on this device. It cannot be sent to you again;
				the phrase can always make a new vault.
			</p>
			<Field
				name="Password"
				kind="password"
				value={password}
				onValue={(typed) => {
					clear();
					setPassword(typed);
				}}
				autofocus
				note={
					password === "" ? (
						"Four random words are good and can be remembered."
					) : (
						<span class={`strength level-${level}`} aria-live="polite">
							<i aria-hidden="true" />
							{said}
						</span>
					)
				}
			/>
			<Field
				name="The same again"
				kind="password"
				value={again}
				onValue={setAgain}
				wrong={differs ? "It is not the same." : null}
				onEnter={make}
			/>
			{fault === null ? null : (
				<FaultNote fault={fault} title="No key was made." />
			)}
			<div class="buttons next">
				<Button onClick={onBack}>Back</Button>
				<Button main busy={busy} disabled={!ready} onClick={make}>
					{busy
						? "Locking it, a few seconds"
						: fresh
							? "Make the key"
							: "Import the key"}
				</Button>
			</div>
		</>
	);
};

const Import = ({
	onWords,
	onBack,
}: {
	readonly onWords: (words: readonly string[]) => void;
	readonly onBack: () => void;
}) => {
	const [typed, setTyped] = useState("");
	const [shown, setShown] = useState(false);
	const words = wordsOf(typed);
	const counted = [12, 15, 18, 21, 24].includes(words.length);
	return (
		<>
			<p class="lead">
				Type the words of your phrase. The browser is not allowed to keep them.
			</p>
			<PhraseField typed={typed} onTyped={setTyped} shown={shown} />
			<label class="tick">
				<input
					type="checkbox"
					checked={shown}
					onChange={(event) => setShown(event.currentTarget.checked)}
				/>
				<span>Show the words. Nobody looks over my shoulder.</span>
			</label>
			<div class="buttons next">
				<Button onClick={onBack}>Back</Button>
				<Button
					main
					disabled={!counted}
					onClick={() => {
						setTyped("");
						onWords(words);
					}}
				>
					{counted ? "Go on" : "12, 15, 18, 21 or 24 words"}
				</Button>
			</div>
		</>
	);
};

export const KeyStep = ({ onNext }: { readonly onNext: () => void }) => {
	const { wallet, status } = useShared();
	const [stage, setStage] = useState<Stage>({ at: "choice" });
	const { busy, fault, run } = useWork();
	if (status.hasVault)
		return (
			<>
				<p class="lead">There is a key in this wallet.</p>
				<p class="small">
					Another phrase would need an empty wallet: this one's key is never
					written over.
				</p>
				<div class="buttons next">
					<Button main onClick={onNext}>
						Go on
					</Button>
				</div>
			</>
		);
	const choice = () => setStage({ at: "choice" });
	switch (stage.at) {
		case "choice":
			return (
				<>
					<p class="lead">
						The key is made and kept on this device. It never leaves the signer,
						and no site, endpoint or other part of Sextant can read it.
					</p>
					{fault === null ? null : <FaultNote fault={fault} />}
					<div class="two">
						<div class="card">
							<h2>New</h2>
							<p>Twelve words that are the key. You write them on paper.</p>
							<Button
								main
								busy={busy}
								onClick={() =>
									void run(async () => {
										const { phrase } = await wallet.keys(
											"keys.phrase",
											undefined,
										);
										setStage({ at: "show", words: wordsOf(phrase) });
									})
								}
							>
								Make a new key
							</Button>
						</div>
						<div class="card">
							<h2>Yours</h2>
							<p>You have a phrase already and want its accounts here.</p>
							<Button onClick={() => setStage({ at: "import" })}>
								Import a phrase
							</Button>
						</div>
					</div>
				</>
			);
		case "show": {
			const { words } = stage;
			return (
				<>
					<p class="lead">
						These words are the key. Write them on paper, in this order.
					</p>
					<WordList words={words} />
					<p class="small">
						Do not photograph or copy them. Who has them has everything. We will
						never ask for them.
					</p>
					<div class="buttons next">
						<Button onClick={choice}>Back</Button>
						<Button
							main
							onClick={() =>
								setStage({ at: "confirm", words, asked: questionsFor(words) })
							}
						>
							They are on paper
						</Button>
					</div>
				</>
			);
		}
		case "confirm": {
			const { words, asked } = stage;
			return (
				<Confirm
					words={words}
					asked={asked}
					onBack={() => setStage({ at: "show", words })}
					onRight={() => setStage({ at: "password", words, fresh: true })}
				/>
			);
		}
		case "import":
			return (
				<Import
					onBack={choice}
					onWords={(words) => setStage({ at: "password", words, fresh: false })}
				/>
			);
		case "password": {
			const { words, fresh } = stage;
			return (
				<Password
					words={words}
					fresh={fresh}
					onBack={() =>
						setStage(fresh ? { at: "show", words } : { at: "import" })
					}
					onNext={() => {
						choice();
						onNext();
					}}
				/>
			);
		}
	}
};
