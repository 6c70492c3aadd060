// The light client's state in full: how far it is, the newest header, the final one.

import { groupDigits } from "../../../src/base/units.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { Age } from "../parts/amount.tsx";
import { SyncProgress } from "../parts/arc.tsx";
import { Facts, Hash, Section } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { useShared } from "../wallet.tsx";
import { signedWords } from "../words.ts";
import { DoneHome } from "./done.tsx";
import { Stopped } from "./head.tsx";

type Head = NonNullable<WalletView["sync"]["final"]>;

const HeadFacts = ({
	head,
	what,
}: {
	readonly head: Head;
	readonly what: string;
}) => (
	<Facts
		facts={[
			{ name: "Slot", value: groupDigits(head.slot) },
			{
				name: "Block",
				value:
					head.blockNumber === null
						? "not said by the header"
						: groupDigits(head.blockNumber),
			},
			{ name: "Age", value: <Age asOfS={head.timeS} /> },
			{ name: "Committee", value: signedWords(head) },
			{ name: "Root", value: <Hash value={head.root} what={`${what} root`} /> },
		]}
	/>
);

export const Sync = () => {
	const { view } = useShared();
	const { sync } = view;
	return (
		<Frame
			title="Sync"
			under={view.network?.title ?? "no network"}
			onBack={() => go("home")}
			footer={<DoneHome />}
		>
			<div class="read">
				<Stopped view={view} />
				<SyncProgress sync={sync} />
				<Section title="Newest header">
					{sync.optimistic === null ? (
						<p>No header is verified yet.</p>
					) : (
						<>
							<HeadFacts head={sync.optimistic} what="newest" />
							<p class="small">
								Two thirds of the committee signed it. It can still be
								reorganised.
							</p>
						</>
					)}
				</Section>
				<Section title="Final header">
					{sync.final === null ? (
						<p>Nothing is final yet.</p>
					) : (
						<HeadFacts head={sync.final} what="final" />
					)}
				</Section>
			</div>
		</Frame>
	);
};
