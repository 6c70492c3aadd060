// A name of ENS in place of an address: looked up on a click, by proof, and used by another. What is sent goes to the address.

import { useEffect, useRef, useState } from "preact/hooks";
import { chunks, groupDigits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { EnsAddressView } from "../../../src/protocol/ens-views.ts";
import { isTypedName } from "../address.ts";
import { useShared, useWork } from "../wallet.tsx";
import { Age, Grade } from "./amount.tsx";
import { Button, Chunks } from "./basic.tsx";
import { FaultNote } from "./fault.tsx";
import { WarnLine } from "./note.tsx";

/** What was found for what stands in the field now. */
const useLookUp = (typed: string) => {
	const { wallet } = useShared();
	const { busy, fault, run, clear } = useWork();
	const [found, setFound] = useState<EnsAddressView | null>(null);
	const now = useRef(typed);
	now.current = typed;
	// another name has another address
	useEffect(() => {
		if (typed !== "") {
			setFound(null);
			clear();
		}
	}, [typed, clear]);
	const look = () =>
		void run(async () => {
			const view = await wallet.engine("ens.resolve", { name: typed });
			if (now.current === typed) setFound(view);
		});
	return { busy, fault, found, look };
};

/** The address, how new it is, and what a hasty eye would pass over in the name. */
const Found = ({ found }: { readonly found: EnsAddressView }) => {
	const { name, isChanged, writings, address, grade, blockNumber } = found;
	return (
		<>
			<p>
				<b class="whole">{name}</b> leads to
			</p>
			<Chunks groups={["0x", ...chunks(checksummed(address))]} />
			<div>
				<Grade grade={grade} />
				<Age asOfS={grade.asOfS} />
			</div>
			<p class="small">
				Proved at block {groupDigits(blockNumber)}. Its owner can change it at
				any time, so the payment is for this address and not for the name.
			</p>
			{isChanged ? (
				<WarnLine mark="wait">
					The name is written as above. You typed it otherwise.
				</WarnLine>
			) : null}
			{writings.length === 0 ? null : (
				<WarnLine>
					<span>
						It has characters beside plain letters and digits (
						{writings.join(", ")}). Another name may look the same: compare the
						address.
					</span>
				</WarnLine>
			)}
		</>
	);
};

/** Under the field of a recipient. Draws nothing unless a name stands in it. @param onUse takes the address into the field */
export const RecipientName = ({
	typed,
	onUse,
}: {
	readonly typed: string;
	readonly onUse: (address: string) => void;
}) => {
	const name = isTypedName(typed) ? typed.trim() : "";
	const { busy, fault, found, look } = useLookUp(name);
	if (name === "") return null;
	return (
		<div class="card quiet-card" aria-live="polite">
			{found === null ? (
				<>
					<p class="small">
						Sextant asks Ethereum's name service and proves the answer. Your
						endpoint sees which name you look up.
					</p>
					<Button busy={busy} onClick={look}>
						{busy ? "Proving the answer" : "Look up the name"}
					</Button>
				</>
			) : (
				<>
					<Found found={found} />
					<Button onClick={() => onUse(checksummed(found.address))}>
						Use this address
					</Button>
				</>
			)}
			<FaultNote fault={fault} />
		</div>
	);
};
