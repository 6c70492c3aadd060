// Is a phrase on paper? It is shown for the password, and three of its words are asked back. Until then the account menu says so.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import {
	type AskedPhrase,
	ConfirmPhrase,
	questionsFor,
} from "../onboarding/confirm.tsx";
import { WriteDown } from "../onboarding/words.tsx";
import { AskPassword } from "../parts/ask-password.tsx";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { phraseName } from "./names.ts";
import { useLeft } from "./secret.tsx";

/** Says that a phrase was never checked. Nothing when all were. */
export const Unchecked = () => {
	const { status } = useShared();
	const open = (status.secrets ?? []).find(
		({ kind, checked }) => kind === "phrase" && !checked,
	);
	return open === undefined ? null : (
		<Note tone="wait" title={say().secrets.isYourRecoveryPhraseOnPaper}>
			<p>{say().secrets.withoutItABrokenDeviceOr}</p>
			<div class="note-do">
				<Button onClick={() => go("backup", open.id)}>
					{say().secrets.checkItNow}
				</Button>
			</div>
		</Note>
	);
};

type Stage =
	| { readonly at: "password" }
	| { readonly at: "show"; readonly words: readonly string[] }
	| ({ readonly at: "ask" } & AskedPhrase);

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
		<WriteDown
			words={words}
			lead={say().secrets.writeThemOnPaperInThis}
			note={say().secrets.doNotPhotographOrCopyThem}
			back={say().secrets.hideThem}
			onBack={onLeft}
			onWritten={onWritten}
		/>
	);
};

export const BackupScreen = ({ id }: { readonly id: Hex }) => {
	const { wallet, status, refresh } = useShared();
	const [stage, setStage] = useState<Stage>({ at: "password" });
	const [hide] = useState(() => () => setStage({ at: "password" }));
	const { fault, run } = useWork();
	return (
		<Frame
			title={say().secrets.checkYourPhrase}
			under={phraseName(status, id)}
			onBack={() => go("accounts")}
		>
			<div class="read">
				<FaultNote
					fault={fault}
					title={say().secrets.itWasNotMarkedAsChecked}
				/>
				{stage.at === "password" ? (
					<AskPassword
						why={say().secrets.havePaperReadyAndMakeSure}
						button={say().secrets.showTheWords}
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
