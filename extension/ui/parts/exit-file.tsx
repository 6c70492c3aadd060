// Files of exits: what is kept for one rollup, saved; and a file taken in, on this machine or another. What a file says is
// checked again by the engine before anything of it is kept.

import { useState } from "preact/hooks";
import type { KeptView } from "../../../src/protocol/exit-views.ts";
import type { Message } from "../../../src/protocol/message.ts";
import { mostExitFileChars } from "../../../src/protocol/plain.ts";
import { sentencesOf, wordsOf } from "../../../src/words/catalogue.ts";
import { unkeptWords } from "../exit-words.ts";
import { isPopup, openPage } from "../host.ts";
import { go } from "../route.ts";
import { ageWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import { Button, Section } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";
import { FileButton } from "./file-button.tsx";
import { useSaving } from "./saving.ts";

/** A file with the most characters there may be: so many have three bytes each at most. */
const most = { bytes: 3 * mostExitFileChars, chars: mostExitFileChars };

type ImportedFile = {
	readonly says: readonly Message[];
	readonly journey: string | null;
};

/** What a file brought, and the way to the journey that was in it. */
const Taken = ({ says, journey }: ImportedFile) => (
	<div class="card" role="status">
		<p>{sentencesOf(says)}</p>
		{journey === null ? null : (
			<div class="buttons">
				<Button main onClick={() => go("exit", journey)}>
					{say().exitParts.showTheWay}
				</Button>
			</div>
		)}
	</div>
);

/** Takes a file in. A small window is closed by the browser's file dialog, so there it opens a tab first. */
export const ImportExit = () => {
	const { wallet, refresh } = useShared();
	const [taken, setTaken] = useState<ImportedFile | null>(null);
	return (
		<Section title={say().exitParts.goOnFromAFile}>
			<p class="small">{say().exitParts.anExitBegunOnAnotherComputer}</p>
			{isPopup() ? (
				<Button onClick={() => void openPage("popup.html#leave")}>
					{say().exitParts.openAnExitFileInA}
				</Button>
			) : (
				<FileButton
					words={{
						open: say().exitParts.openAnExitFile,
						busy: say().exitParts.checkingTheFile,
					}}
					most={most}
					tooLarge={say().exitParts.thisFileIsTooLargeTo}
					notTaken={say().exitParts.theFileWasNotTakenNothing}
					onChoose={() => setTaken(null)}
					onText={async (file) => {
						setTaken(await wallet.engine("exit.import", { file }));
						await refresh();
					}}
				/>
			)}
			{taken === null ? null : <Taken {...taken} />}
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
	const saving = useSaving();
	const now = useNow();
	const unkept = unkeptWords(kept);
	if (kept === undefined) return null;
	return (
		<Section title={say().exitParts.whatIsKeptForLeaving}>
			<p class="small">{say().exitParts.fetchedAndCheckedWhileTheRollups}</p>
			{unkept === null ? null : <p class="small">{unkept}</p>}
			<FaultNote
				fault={kept.fault}
				title={
					kept.items.length === 0
						? say().exitParts.nothingCouldBeKeptYet
						: say().exitParts.nothingNewerCouldBeKept
				}
			/>
			{kept.items.length === 0 ? (
				kept.fault === null ? (
					<p>{say().exitParts.nothingYetItIsFetchedWith}</p>
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
							label={say().exitParts.saveWhatIsKeptForLeaving(title)}
							onClick={() =>
								saving.save(`sextant-kept-${chainId}.json`, () =>
									wallet.engine("exit.keptExport", { chainId }),
								)
							}
						>
							{say().exitParts.saveItAsAFile}
						</Button>
					</div>
				</>
			)}
			<FaultNote fault={saving.fault} title={say().exitParts.itWasNotSaved} />
		</Section>
	);
};
