// Step 3: the key. A fresh phrase, shown once and asked back, or one that is brought along; then the password.

import { useState } from "preact/hooks";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { useShared, useWork } from "../wallet.tsx";
import {
	ConfirmPhrase,
	type PhraseQuestion,
	questionsFor,
} from "./confirm.tsx";
import { Password } from "./password.tsx";
import {
	isCounted,
	PhraseField,
	ShowWords,
	WordList,
	wordsOf,
} from "./words.tsx";

type Stage =
	| { readonly at: "choice" }
	| { readonly at: "show"; readonly words: readonly string[] }
	| {
			readonly at: "confirm";
			readonly words: readonly string[];
			readonly asked: readonly PhraseQuestion[];
	  }
	| { readonly at: "import" }
	| {
			readonly at: "password";
			readonly words: readonly string[];
			readonly fresh: boolean;
	  };

const HasKey = ({ onNext }: { readonly onNext: () => void }) => (
	<>
		<p class="lead">There is a key in this wallet.</p>
		<p class="small">
			It is never overwritten. Once the wallet is set up you can add another
			phrase to it, under Accounts.
		</p>
		<div class="buttons next">
			<Button main onClick={onNext}>
				Go on
			</Button>
		</div>
	</>
);

const NewOrYours = ({
	onPhrase,
	onImport,
}: {
	readonly onPhrase: (words: readonly string[]) => void;
	readonly onImport: () => void;
}) => {
	const { wallet } = useShared();
	const { busy, fault, run } = useWork();
	return (
		<>
			<p class="lead">
				The key is made and kept on this device. It never leaves the signer, and
				no site, endpoint or other part of Sextant can read it.
			</p>
			<FaultNote fault={fault} />
			<div class="two">
				<div class="card">
					<h2>New</h2>
					<p>The key is twelve words. You write them on paper.</p>
					<Button
						main
						busy={busy}
						onClick={() =>
							void run(async () => {
								const { phrase } = await wallet.keys("keys.phrase", undefined);
								onPhrase(wordsOf(phrase));
							})
						}
					>
						Make a new key
					</Button>
				</div>
				<div class="card">
					<h2>Yours</h2>
					<p>You already have a phrase and want its accounts here.</p>
					<Button onClick={onImport}>Import a phrase</Button>
				</div>
			</div>
		</>
	);
};

const ShowPhrase = ({
	words,
	onBack,
	onWritten,
}: {
	readonly words: readonly string[];
	readonly onBack: () => void;
	readonly onWritten: () => void;
}) => (
	<>
		<p class="lead">
			These words are the key. Write them on paper, in this order.
		</p>
		<WordList words={words} />
		<p class="small">
			Do not photograph or copy them. Anyone who has them has everything. We
			will never ask for them.
		</p>
		<div class="buttons next">
			<Button onClick={onBack}>Back</Button>
			<Button main onClick={onWritten}>
				They are on paper
			</Button>
		</div>
	</>
);

/** A phrase that is none is told here, before a password is asked for; the words stay while one goes back and forth. */
const Import = ({
	typed,
	onTyped,
	onWords,
	onBack,
}: {
	readonly typed: string;
	readonly onTyped: (typed: string) => void;
	readonly onWords: (words: readonly string[]) => void;
	readonly onBack: () => void;
}) => {
	const { wallet } = useShared();
	const [shown, setShown] = useState(false);
	const { busy, fault, run, clear } = useWork();
	const words = wordsOf(typed);
	const counted = isCounted(words);
	return (
		<>
			<p class="lead">
				Type the words of your phrase. The browser is not allowed to keep them.
			</p>
			<PhraseField
				typed={typed}
				onTyped={(next) => {
					clear();
					onTyped(next);
				}}
				shown={shown}
			/>
			<ShowWords shown={shown} onShown={setShown} />
			<FaultNote fault={fault} />
			<div class="buttons next">
				<Button onClick={onBack}>Back</Button>
				<Button
					main
					busy={busy}
					disabled={!counted}
					onClick={() =>
						void run(async () => {
							await wallet.keys("keys.checkPhrase", {
								phrase: words.join(" "),
							});
							onWords(words);
						})
					}
				>
					{counted ? "Go on" : "12, 15, 18, 21 or 24 words"}
				</Button>
			</div>
		</>
	);
};

export const KeyStep = ({ onNext }: { readonly onNext: () => void }) => {
	const { status } = useShared();
	const [stage, setStage] = useState<Stage>({ at: "choice" });
	/** What was typed stays here, in memory alone, until the key is made or the person begins anew. */
	const [typed, setTyped] = useState("");
	if (status.hasVault) return <HasKey onNext={onNext} />;
	const choice = () => {
		setTyped("");
		setStage({ at: "choice" });
	};
	const show = (words: readonly string[]) => setStage({ at: "show", words });
	switch (stage.at) {
		case "choice":
			return (
				<NewOrYours
					onPhrase={show}
					onImport={() => setStage({ at: "import" })}
				/>
			);
		case "show": {
			const { words } = stage;
			return (
				<ShowPhrase
					words={words}
					onBack={choice}
					onWritten={() =>
						setStage({ at: "confirm", words, asked: questionsFor(words) })
					}
				/>
			);
		}
		case "confirm": {
			const { words, asked } = stage;
			return (
				<ConfirmPhrase
					words={words}
					asked={asked}
					onBack={() => show(words)}
					onRight={() => setStage({ at: "password", words, fresh: true })}
				/>
			);
		}
		case "import":
			return (
				<Import
					typed={typed}
					onTyped={setTyped}
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
					onBack={() => (fresh ? show(words) : setStage({ at: "import" }))}
					onNext={() => {
						choice();
						onNext();
					}}
				/>
			);
		}
	}
};
