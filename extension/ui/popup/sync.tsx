// The light client's state in full: how far it is, the newest header, the final one.

import type { WalletView } from "../../../src/protocol/views.ts";
import { Age } from "../parts/amount.tsx";
import { SyncProgress } from "../parts/arc.tsx";
import { Facts, Hash, Section } from "../parts/basic.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
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
			{ name: say().places.slot, value: groupDigits(head.slot) },
			{
				name: say().places.block,
				value:
					head.blockNumber === null
						? say().places.notSaidByTheHeader
						: groupDigits(head.blockNumber),
			},
			{ name: say().places.age, value: <Age asOfS={head.timeS} /> },
			{ name: say().places.committee, value: signedWords(head) },
			{
				name: say().places.root2,
				value: <Hash value={head.root} what={say().places.rootOf(what)} />,
			},
		]}
	/>
);

export const Sync = () => {
	const { view } = useShared();
	const { sync } = view;
	return (
		<Frame
			title={say().places.sync}
			under={view.network?.title ?? say().places.noNetwork}
			onBack={() => go("home")}
			footer={<DoneHome />}
		>
			<div class="read">
				<Stopped view={view} />
				<SyncProgress sync={sync} />
				<Section title={say().places.newestHeader}>
					{sync.optimistic === null ? (
						<p>{say().places.noHeaderIsVerifiedYet}</p>
					) : (
						<>
							<HeadFacts head={sync.optimistic} what={say().places.newest} />
							<p class="small">{say().places.twoThirdsOfTheCommitteeSigned}</p>
						</>
					)}
				</Section>
				<Section title={say().places.finalHeader}>
					{sync.final === null ? (
						<p>{say().places.nothingIsFinalYet}</p>
					) : (
						<HeadFacts head={sync.final} what={say().places.final} />
					)}
				</Section>
			</div>
		</Frame>
	);
};
