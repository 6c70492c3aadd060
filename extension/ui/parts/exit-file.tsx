// Files of exits: what is kept for one rollup, saved; and a file taken in, on this machine or another. What a file says is
// checked again by the engine before anything of it is kept.

import { useState } from "preact/hooks";
import { ageWords } from "../../../src/base/units.ts";
import type { KeptView } from "../../../src/protocol/exit-views.ts";
import type { Message } from "../../../src/protocol/message.ts";
import { mostExitFileChars } from "../../../src/protocol/plain.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import { unkeptWords } from "../exit-words.ts";
import { isPopup, openPage, saveFile } from "../host.ts";
import { go } from "../route.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";
import { Button, Section } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";

/** Of a file with the most characters there may be: so many have three bytes each at most. */
const mostFileBytes = 3 * mostExitFileChars;

type ImportedFile = {
	readonly says: readonly Message[];
	readonly journey: string | null;
};

/** Takes a file in. A small window is closed by the browser's file dialog, so there it opens a tab first. */
export const ImportExit = () => {
	const { wallet, refresh } = useShared();
	const taking = useWork();
	const [taken, setTaken] = useState<ImportedFile | null>(null);
	const [tooLarge, setTooLarge] = useState(false);
	const open = (input: HTMLInputElement) => {
		const file = input.files?.[0];
		// The same file may be chosen again after it was mended.
		input.value = "";
		setTaken(null);
		setTooLarge(false);
		if (file === undefined) return;
		if (file.size > mostFileBytes) {
			setTooLarge(true);
			return;
		}
		void taking.run(async () => {
			const text = await file.text();
			if (text.length > mostExitFileChars) {
				setTooLarge(true);
				return;
			}
			setTaken(await wallet.engine("exit.import", { file: text }));
			await refresh();
		});
	};
	return (
		<Section title="Go on from a file">
			<p class="small">
				An exit begun on another computer, or evidence kept elsewhere. It is
				checked again here before anything of it is taken.
			</p>
			{isPopup() ? (
				<Button onClick={() => void openPage("popup.html#leave")}>
					Open an exit file in a tab
				</Button>
			) : (
				<label class="file button">
					<input
						type="file"
						accept=".json,application/json"
						onChange={(event) => open(event.currentTarget)}
					/>
					{taking.busy ? "Checking the file" : "Open an exit file"}
				</label>
			)}
			{tooLarge ? (
				<p class="said wrong" role="alert">
					The file is larger than any exit file. Nothing of it was taken.
				</p>
			) : null}
			{taking.fault === null ? null : (
				<FaultNote
					fault={taking.fault}
					title="The file was not taken. Nothing here was changed."
				/>
			)}
			{taken === null ? null : (
				<div class="card" role="status">
					<p>{sentencesOf(taken.says)}</p>
					{taken.journey === null ? null : (
						<div class="buttons">
							<Button
								main
								onClick={() => {
									if (taken.journey !== null) go("exit", taken.journey);
								}}
							>
								Show the way
							</Button>
						</div>
					)}
				</div>
			)}
		</Section>
	);
};

/** What is kept for leaving one rollup, how old each thing is, and the file of it. */
export const Kept = ({
	kept,
	chainId,
	title,
}: {
	readonly kept: KeptView | undefined;
	readonly chainId: number;
	readonly title: string;
}) => {
	const { wallet } = useShared();
	const saving = useWork();
	const now = useNow();
	const unkept = unkeptWords(kept);
	if (kept === undefined) return null;
	return (
		<Section title="What is kept for leaving">
			<p class="small">
				Fetched and checked while the rollup's nodes still serve it, so that you
				can leave when they do not.
			</p>
			{unkept === null ? null : <p class="small">{unkept}</p>}
			{kept.fault === null ? null : (
				<FaultNote
					fault={kept.fault}
					title={
						kept.items.length === 0
							? "Nothing could be kept yet."
							: "Nothing newer could be kept."
					}
				/>
			)}
			{kept.items.length === 0 ? (
				kept.fault === null ? (
					<p>Nothing yet. It is fetched with the next proven root.</p>
				) : null
			) : (
				<>
					<ul class="kept">
						{kept.items.map(({ name, says, asOfS, keptMs }) => (
							<li key={`${name} ${asOfS} ${keptMs}`}>
								<span>
									<b>{name}</b>
									<small>{wordsOf(says)}</small>
								</span>
								<span class="age">{ageWords(asOfS, now)}</span>
							</li>
						))}
					</ul>
					<div class="buttons">
						<Button
							busy={saving.busy}
							label={`Save what is kept for leaving ${title}`}
							onClick={() =>
								void saving.run(async () => {
									const { file } = await wallet.engine("exit.keptExport", {
										chainId,
									});
									saveFile(`sextant-kept-${chainId}.json`, file);
								})
							}
						>
							Save it as a file
						</Button>
					</div>
				</>
			)}
			{saving.fault === null ? null : (
				<FaultNote fault={saving.fault} title="It was not saved." />
			)}
		</Section>
	);
};
