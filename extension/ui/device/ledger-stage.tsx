// The stage at which a Ledger is asked to sign: what to do, what it will show, and what came of it.

import { useEffect, useRef } from "preact/hooks";
import { ledgerSign } from "../../../src/device/ledger.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { say } from "../say/say.ts";
import { useWork } from "../wallet.tsx";
import { DeviceShows } from "./shows.tsx";
import type { DeviceStageProps } from "./stage-props.ts";
import { hidOfBrowser, withLedger } from "./webhid.ts";

export const LedgerStage = ({
	request,
	terms,
	busy,
	fault,
	onSigned,
	onBack,
}: DeviceStageProps) => {
	const asking = useWork();
	const stop = useRef(new AbortController());
	// Nobody waits for a device behind a page that is closed.
	useEffect(() => () => stop.current.abort(), []);
	const words = say().device;
	const ask = () =>
		void asking.run(async () => {
			stop.current = new AbortController();
			const { signal } = stop.current;
			onSigned(
				await withLedger((exchange) => ledgerSign(exchange, request), signal),
			);
		});
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
					onClick={ask}
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
				<DeviceShows request={request} terms={terms} />
			</div>
		</Frame>
	);
};
