// An order that changes whose code the account runs: what runs now and then, by proved code, and what follows from it.

import { chunks } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { DelegationApproval } from "../../../src/protocol/delegation-views.ts";
import { Chunks, Hash, Section } from "../parts/basic.tsx";
import { WarnLine } from "../parts/note.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";

const Whose = ({ address }: { readonly address: string | null }) =>
	address === null ? (
		<p>{say().delegation.nobody}</p>
	) : (
		<Chunks groups={["0x", ...chunks(checksummed(address))]} />
	);

export const DelegationSays = ({
	delegation: { now, next, codeHash, codeBytes },
}: {
	readonly delegation: DelegationApproval;
}) => {
	const words = say().delegation;
	return (
		<Section title={words.asked}>
			<p class="mute">{words.from}</p>
			<Whose address={now} />
			<p class="mute">{words.to}</p>
			<Whose address={next} />
			{next === null || codeHash === null ? (
				<p>{words.harmless}</p>
			) : (
				<>
					<p class="small">
						{words.hash}:{" "}
						<Hash value={codeHash} what={say().sections.codeHash} />,{" "}
						{words.bytes(groupDigits(codeBytes))}
					</p>
					<WarnLine>
						<span>{words.warn}</span>
					</WarnLine>
					<p>{words.sends}</p>
					<p class="small">{words.chain}</p>
				</>
			)}
		</Section>
	);
};
