// Is a phrase on paper? It is shown for the password, and three of its words are asked back. Until then the account menu says so.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import {
	ConfirmPhrase,
	type PhraseQuestion,
	questionsFor,
} from "../onboarding/confirm.tsx";
import { WordList } from "../onboarding/words.tsx";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { phraseName } from "./names.ts";
import { AskPassword, useLeft } from "./secret.tsx";

/** Says that a phrase was never checked. Nothing when all were. */
export const Unchecked = () => {
	const { status } = useShared();
	const open = (status.secrets ?? []).find(
		({ kind, checked }) => kind === "phrase" && !checked,
	);
	return open === undefined ? null : (
		<Note tone="wait" title="Is your recovery phrase on paper?">
			<p>
				Without it, a broken device or a forgotten password means that
				everything is lost. Checking takes a minute.
			</p>
			<div class="note-do">
				<Button onClick={() => go("backup", open.id)}>Check it now</Button>
			</div>
		</Note>
	);
};

type Stage =
	| { readonly at: "password" }
	| { readonly at: "show"; readonly words: readonly string[] }
	| {
			readonly at: "ask";
			readonly words: readonly string[];
			readonly asked: readonly PhraseQuestion[];
	  };

const Words = ({
	words,
	onWritten,
	onLeft,
}: {
	readonly words: readonly string[];
	readonly onWritten: () => void;
	readonly onLeft: () => void;
}) => {
	useLeft(onLeft);
	return (
		<>
			<p class="lead">Write them on paper, in this order.</p>
			<WordList words={words} />
			<p class="small">Do not photograph or copy them.</p>
			<div class="buttons next">
				<Button onClick={onLeft}>Hide them</Button>
				<Button main onClick={onWritten}>
					They are on paper
				</Button>
			</div>
		</>
	);
};

export const BackupScreen = ({ id }: { readonly id: Hex }) => {
	const { wallet, status, refresh } = useShared();
	const [stage, setStage] = useState<Stage>({ at: "password" });
	const [hide] = useState(() => () => setStage({ at: "password" }));
	const { fault, run } = useWork();
	return (
		<Frame
			title="Check your phrase"
			under={phraseName(status, id)}
			onBack={() => go("accounts")}
		>
			<div class="read">
				<FaultNote fault={fault} title="It was not marked as checked." />
				{stage.at === "password" ? (
					<AskPassword
						why="Have paper ready, and make sure nobody can see your screen. Your password shows the words; then three of them are asked."
						button="Show the words"
						open={(password) =>
							wallet.keys("keys.showPhrase", { secret: id, password })
						}
						onOpen={({ phrase }) =>
							setStage({ at: "show", words: phrase.split(" ") })
						}
					/>
				) : stage.at === "show" ? (
					<Words
						words={stage.words}
						onLeft={hide}
						onWritten={() =>
							setStage({
								at: "ask",
								words: stage.words,
								asked: questionsFor(stage.words),
							})
						}
					/>
				) : (
					<ConfirmPhrase
						words={stage.words}
						asked={stage.asked}
						onBack={() => setStage({ at: "show", words: stage.words })}
						onRight={() =>
							void run(async () => {
								await wallet.keys("keys.checked", { secret: id });
								await refresh();
								go("accounts");
							})
						}
					/>
				)}
			</div>
		</Frame>
	);
};
