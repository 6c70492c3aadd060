// The stage at which a Ledger is asked to sign: what to do, what it will show, and what came of it.

import { useEffect, useRef, useState } from "preact/hooks";
import { type LedgerShows, ledgerSign } from "../../../src/device/ledger.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { say } from "../say/say.ts";
import { useWork } from "../wallet.tsx";
import { DeviceShows } from "./shows.tsx";
import type { DeviceStageProps } from "./stage-props.ts";
import { hidOfBrowser, withLedger } from "./webhid.ts";

const ByHashes = ({
	busy,
	onAsk,
}: {
	readonly busy: boolean;
	readonly onAsk: () => void;
}) => {
	const words = say().device;
	return (
		<>
			<p>{words.byHashesSays}</p>
			<div class="buttons">
				<Button busy={busy} onClick={onAsk}>
					{words.byHashes}
				</Button>
			</div>
		</>
	);
};

export const LedgerStage = ({
	busy,
	fault,
	onSigned,
	onBack,
	...shown
}: DeviceStageProps) => {
	const asking = useWork();
	const stop = useRef(new AbortController());
	// Nobody waits for a device behind a page that is closed.
	useEffect(() => () => stop.current.abort(), []);
	const [shows, setShows] = useState<LedgerShows | null>(null);
	const words = say().device;
	const ask = (byHashes: boolean) =>
		void asking.run(async () => {
			stop.current = new AbortController();
			const { signal } = stop.current;
			onSigned(
				await withLedger(
					(exchange, model) =>
						ledgerSign(exchange, shown.request, {
							...{ model, byHashes },
							onShows: setShows,
						}),
					signal,
				),
			);
		});
	// It said no to the fields: whether it shall see less than that the person says, not this page.
	const takesNoFields =
		asking.fault?.code === "device-blind" &&
		shows !== null &&
		shows !== "hashes";
	const canAsk = hidOfBrowser() !== null;
	return (
		<Frame
			title={words.signOnLedger}
			onBack={() => {
				stop.current.abort();
				onBack();
			}}
			footer={
				<Button
					main
					busy={busy || asking.busy}
					disabled={!canAsk}
					onClick={() => ask(false)}
				>
					{busy
						? words.checking
						: asking.busy
							? words.lookAtLedger
							: words.askLedger}
				</Button>
			}
		>
			<div class="read">
				{canAsk ? (
					<p class="lead">{words.prepareLedger}</p>
				) : (
					<Note tone="wait" title={words.noLedgerTitle}>
						<p>{words.noLedgerHere}</p>
					</Note>
				)}
				<FaultNote fault={asking.fault ?? fault} title={words.notSigned} />
				{takesNoFields ? (
					<ByHashes busy={asking.busy} onAsk={() => ask(true)} />
				) : null}
				<DeviceShows {...shown} shows={shows} />
			</div>
		</Frame>
	);
};
