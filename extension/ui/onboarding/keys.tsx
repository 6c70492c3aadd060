// Step 3: the key. A fresh phrase, shown once and asked back, or one that is brought along; then the password.

import { useState } from "preact/hooks";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { type AskedPhrase, ConfirmPhrase, questionsFor } from "./confirm.tsx";
import { Password } from "./password.tsx";
import {
	isCounted,
	PhraseField,
	ShowWords,
	WriteDown,
	wordsOf,
} from "./words.tsx";

type Stage =
	| { readonly at: "choice" }
	| { readonly at: "show"; readonly words: readonly string[] }
	| ({ readonly at: "confirm" } & AskedPhrase)
	| { readonly at: "import" }
	| {
			readonly at: "password";
			readonly words: readonly string[];
			readonly fresh: boolean;
	  };

const HasKey = ({ onNext }: { readonly onNext: () => void }) => (
	<>
		<p class="lead">{say().secrets.thereIsAKeyInThis}</p>
		<p class="small">{say().secrets.itIsNeverOverwrittenOnceThe}</p>
		<div class="buttons next">
			<Button main onClick={onNext}>
				{say().secrets.goOn}
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
			<p class="lead">{say().secrets.theKeyIsMadeAndKept}</p>
			<FaultNote fault={fault} />
			<div class="two">
				<div class="card">
					<h2>{say().secrets.new}</h2>
					<p>{say().secrets.theKeyIsTwelveWordsYou}</p>
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
						{say().secrets.makeANewKey}
					</Button>
				</div>
				<div class="card">
					<h2>{say().secrets.yours}</h2>
					<p>{say().secrets.youAlreadyHaveAPhraseAnd}</p>
					<Button onClick={onImport}>{say().secrets.importAPhrase}</Button>
				</div>
			</div>
		</>
	);
};

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
	const { busy, fault, run, anew } = useWork();
	const words = wordsOf(typed);
	const counted = isCounted(words);
	return (
		<>
			<p class="lead">{say().secrets.typeTheWordsOfYourPhrase}</p>
			<PhraseField typed={typed} onTyped={anew(onTyped)} shown={shown} />
			<ShowWords shown={shown} onShown={setShown} />
			<FaultNote fault={fault} />
			<div class="buttons next">
				<Button onClick={onBack}>{say().secrets.back}</Button>
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
					{counted ? say().secrets.goOn : say().secrets.n12151821Or24}
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
				<WriteDown
					words={words}
					lead={say().secrets.theseWordsAreTheKeyWrite}
					note={say().secrets.doNotPhotographOrCopyThem2}
					back={say().secrets.back}
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
