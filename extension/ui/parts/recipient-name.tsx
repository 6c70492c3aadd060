// A name of ENS in place of an address: looked up on a click, by proof, and used by another. What is sent goes to the address.

import { useEffect, useRef, useState } from "preact/hooks";
import { chunks } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { EnsAddressView } from "../../../src/protocol/ens-views.ts";
import { isTypedName } from "../address.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
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
				<b class="whole">{name}</b> {say().parts.leadsTo}
			</p>
			<Chunks groups={["0x", ...chunks(checksummed(address))]} />
			<div>
				<Grade grade={grade} />
				<Age asOfS={grade.asOfS} />
			</div>
			<p class="small">
				{say().parts.provedAtBlockItsOwnerCan(groupDigits(blockNumber))}
			</p>
			{isChanged ? (
				<WarnLine mark="wait">{say().parts.theNameIsWrittenAsAbove}</WarnLine>
			) : null}
			{writings.length === 0 ? null : (
				<WarnLine>
					<span>
						{say().parts.itHasCharactersBesidePlainLetters(writings.join(", "))}
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
					<p class="small">{say().parts.sextantAsksEthereumsNameServiceAnd}</p>
					<Button busy={busy} onClick={look}>
						{busy ? say().parts.provingTheAnswer : say().parts.lookUpTheName}
					</Button>
				</>
			) : (
				<>
					<Found found={found} />
					<Button onClick={() => onUse(checksummed(found.address))}>
						{say().parts.useThisAddress}
					</Button>
				</>
			)}
			<FaultNote fault={fault} />
		</div>
	);
};
