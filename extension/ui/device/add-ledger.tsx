// Adding accounts of a Ledger: which addresses of it, and which of those.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { checkApp, ledgerAddress } from "../../../src/device/ledger.ts";
import { Button, Option } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { say } from "../say/say.ts";
import { useAddingDevices, useDeviceDiscovery } from "./discovery.ts";
import { AddFound, FoundOnDevice } from "./found.tsx";
import { hidOfBrowser, withLedger } from "./webhid.ts";

const schemes = {
	likeLive: (index: number) => `m/44'/60'/${index}'/0/0`,
	likePhrase: (index: number) => `m/44'/60'/0'/0/${index}`,
	likeOld: (index: number) => `m/44'/60'/0'/${index}`,
} as const;
type Scheme = keyof typeof schemes;
const schemeNames: readonly Scheme[] = ["likeLive", "likePhrase", "likeOld"];

const SchemeChoice = ({
	scheme,
	onScheme,
}: {
	readonly scheme: Scheme;
	readonly onScheme: (scheme: Scheme) => void;
}) => {
	const words = say().device;
	const name = useId();
	return (
		<fieldset class="device-choice">
			<legend>{words.addresses}</legend>
			{schemeNames.map((one) => (
				<Option
					key={one}
					group={name}
					checked={one === scheme}
					onChoose={() => onScheme(one)}
				>
					{words[one]} <code>{schemes[one](0)}</code>
				</Option>
			))}
		</fieldset>
	);
};

export const AddLedger = ({ onBack }: { readonly onBack: () => void }) => {
	const words = say().device;
	const [scheme, setScheme] = useState<Scheme>("likeLive");
	const looking = useDeviceDiscovery();
	const adding = useAddingDevices(looking);
	const stop = useRef(new AbortController());
	useEffect(() => () => stop.current.abort(), []);
	const { busy, fault } = looking.looking;
	const look = () =>
		looking.look(async (lookAt) => {
			stop.current = new AbortController();
			await withLedger(async (exchange) => {
				await checkApp(exchange);
				await lookAt(
					async (from, count) => {
						const some = [];
						for (let index = from; index < from + count; index++)
							some.push({
								index,
								address: await ledgerAddress(exchange, schemes[scheme](index)),
							});
						return some;
					},
					{ way: "ledger", fingerprint: "0x00000000", pathOf: schemes[scheme] },
				);
			}, stop.current.signal);
		});
	const canAsk = hidOfBrowser() !== null;
	return (
		<Frame
			title={words.ledger}
			onBack={onBack}
			footer={
				looking.found === null ? (
					<Button main busy={busy} disabled={!canAsk} onClick={look}>
						{busy ? words.looking(looking.places) : words.look}
					</Button>
				) : (
					<AddFound looking={looking} adding={adding} />
				)
			}
		>
			<div class="read">
				{canAsk ? null : (
					<Note tone="wait" title={words.noLedgerTitle}>
						<p>{words.noLedgerHere}</p>
					</Note>
				)}
				<FaultNote fault={fault} title={words.notRead} />
				<FaultNote fault={adding.fault} title={words.notAdded} />
				{looking.found === null ? (
					<>
						<p class="lead">{words.lookLead}</p>
						<SchemeChoice scheme={scheme} onScheme={setScheme} />
					</>
				) : (
					<FoundOnDevice looking={looking} />
				)}
			</div>
		</Frame>
	);
};
