// What can be kept of an exit: its file while it goes on, and nothing of it once it is forgotten.

import { useState } from "preact/hooks";
import type { ExitView } from "../../../src/protocol/exit-views.ts";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Note } from "../parts/note.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

export const KeepFile = ({
	exit,
	busy,
	onSave,
}: {
	readonly exit: ExitView;
	readonly busy: boolean;
	readonly onSave: () => void;
}) => (
	<Note
		tone={exit.saved ? "keep" : "wait keep"}
		title={say().exits.keepThisFile}
	>
		<p>
			{say().exits.withItYouCanFinishOn} <bdi>{exit.chainTitle}</bdi>{" "}
			{say().exits.isGoneItHoldsNoKey}
		</p>
		<p>
			{exit.saved
				? say().exits.youHaveSavedItsLatestVersion
				: say().exits.itsLatestVersionIsNotSaved}
		</p>
		<div class="note-do">
			<Button
				busy={busy}
				label={say().exits.saveExitFileOfLeaving(exit.chainTitle)}
				onClick={onSave}
			>
				{say().exits.saveExitFile}
			</Button>
		</div>
	</Note>
);

/** Takes it off this device's list, once the person said so twice. */
export const Forget = ({ exit }: { readonly exit: ExitView }) => {
	const { wallet, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const [asked, setAsked] = useState(false);
	const forget = () =>
		void run(async () => {
			await wallet.engine("exit.forget", { id: exit.id });
			await refresh();
			go("leave");
		});
	return (
		<>
			<Section title={say().exits.takeItOffTheList}>
				{asked ? (
					<>
						<p>
							{exit.outcome === "done"
								? say().exits.theRecordOfItIsRemoved
								: say().exits.thisDeviceForgetsItWhatWas}
						</p>
						<div class="buttons">
							<Button onClick={() => setAsked(false)}>
								{say().exits.keepIt}
							</Button>
							<Button busy={busy} onClick={forget}>
								{say().exits.forgetThisExit}
							</Button>
						</div>
					</>
				) : (
					<Button onClick={() => setAsked(true)}>
						{exit.outcome === "done"
							? say().exits.forgetIt
							: say().exits.forgetItOnThisDevice}
					</Button>
				)}
			</Section>
			<FaultNote fault={fault} title={say().exits.itWasNotForgotten} />
		</>
	);
};
