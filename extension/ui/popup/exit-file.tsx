// What can be kept of an exit: its file while it goes on, and nothing of it once it is forgotten.

import { useState } from "preact/hooks";
import type { ExitView } from "../../../src/protocol/exit-views.ts";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Note } from "../parts/note.tsx";
import { go } from "../route.ts";
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
	<Note tone={exit.saved ? "keep" : "wait keep"} title="Keep this file.">
		<p>
			With it you can finish on any computer that has your key, even if every
			server of <bdi>{exit.chainTitle}</bdi> is gone. It holds no key.
		</p>
		<p>
			{exit.saved
				? "You have saved its latest version."
				: "Its latest version is not saved. Save it after each step."}
		</p>
		<div class="note-do">
			<Button
				busy={busy}
				label={`Save exit file of leaving ${exit.chainTitle}`}
				onClick={onSave}
			>
				Save exit file
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
			<Section title="Take it off the list">
				{asked ? (
					<>
						<p>
							{exit.outcome === "done"
								? "The record of it is removed from this device. What arrived stays yours."
								: "This device forgets it. What was sent to Ethereum stays sent, and only the file brings the journey back."}
						</p>
						<div class="buttons">
							<Button onClick={() => setAsked(false)}>Keep it</Button>
							<Button busy={busy} onClick={forget}>
								Forget this exit
							</Button>
						</div>
					</>
				) : (
					<Button onClick={() => setAsked(true)}>
						{exit.outcome === "done" ? "Forget it" : "Forget it on this device"}
					</Button>
				)}
			</Section>
			<FaultNote fault={fault} title="It was not forgotten." />
		</>
	);
};
