// The ways out of one rollup.

import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Fault } from "../../../src/base/fault.ts";
import type {
	LivenessView,
	WayView,
} from "../../../src/protocol/exit-views.ts";
import { isTestNetwork, keptOf, leavable, livenessOf } from "../leavable.ts";
import { AliveLink } from "../parts/alive-link.tsx";
import { Button } from "../parts/basic.tsx";
import { Kept } from "../parts/exit-file.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { Begin } from "./exit-begin.tsx";
import { WayCard } from "./exit-way.tsx";

/** The ways out of a rollup, asked at once and again for another account; null until they are known. */
const useWays = (
	chainId: number | null,
	name?: string,
): {
	readonly ways: readonly WayView[] | null;
	readonly fault: Fault | null;
	readonly ask: () => void;
} => {
	const { wallet, view } = useShared();
	const [ways, setWays] = useState<readonly WayView[] | null>(null);
	const { run, fault } = useWork();
	const { account } = view;
	const ask = useCallback(
		() =>
			void run(async () =>
				setWays(
					await wallet.engine("exit.ways", {
						chainId,
						...(name === undefined ? {} : { name }),
					}),
				),
			),
		[wallet, run, chainId, name],
	);
	useEffect(ask, [ask, account]);
	return { ways, fault, ask };
};

/** What is said of a rollup that one can leave, above its ways. */
const WaysFrame = ({
	title,
	alive,
	fault,
	onAsk,
	children,
}: {
	readonly title: string;
	readonly alive: LivenessView | undefined;
	readonly fault: Fault | null;
	readonly onAsk: () => void;
	readonly children: ComponentChildren;
}) => (
	<Frame
		title={say().exits.leave(title)}
		under={say().exits.theWaysThereAre}
		onBack={() => go("leave")}
	>
		<div class="read">
			{alive === undefined ? null : <AliveLink alive={alive} />}
			{fault === null ? null : (
				<FaultNote fault={fault} title={say().exits.theWaysCannotBeShownNow}>
					<Button onClick={onAsk}>{say().exits.askAgain}</Button>
				</FaultNote>
			)}
			{children}
		</div>
	</Frame>
);

export const ExitChoose = ({ chainId }: { readonly chainId: number }) => {
	const { view } = useShared();
	const [chosen, setChosen] = useState<string | null>(null);
	const { ways, fault, ask } = useWays(chainId);

	const chain = view.chains.find((one) => one.chainId === chainId);
	const title =
		leavable(view).find((one) => one.chainId === chainId)?.title ??
		say().exits.chain(chainId);
	const alive = livenessOf(view, chainId);
	// Whatever is said of it: nothing is rehearsed with money that is worth something.
	const known = (ways ?? []).map((one) =>
		isTestNetwork(view) ? one : { ...one, rehearsal: null },
	);
	const way = known.find((one) => one.way === chosen);
	if (way !== undefined)
		return (
			<Begin
				way={way}
				chain={chain}
				chainId={chainId}
				title={title}
				onBack={() => setChosen(null)}
			/>
		);
	// What can be begun stands first.
	const sorted = known.toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen));
	return (
		<WaysFrame title={title} alive={alive} fault={fault} onAsk={ask}>
			{ways === null ? (
				fault === null ? (
					<p class="lead" role="status">
						{say().exits.readingFromEthereumWhichWaysAre}
					</p>
				) : null
			) : ways.length === 0 ? (
				<p class="lead">{say().exits.noWayOutOfIsKnown(title)}</p>
			) : (
				<ul class="ways" aria-label={say().exits.waysOutOf(title)}>
					{sorted.map((one) => (
						<WayCard
							key={one.way}
							way={one}
							onChoose={() => setChosen(one.way)}
						/>
					))}
				</ul>
			)}
			<Kept kept={keptOf(view, chainId)} chainId={chainId} title={title} />
		</WaysFrame>
	);
};

/** A chain without an id: nothing can be signed for it, so nobody can begin to leave it here. What is possible all the same is said. */
export const NoWays = ({ name }: { readonly name: string }) => {
	const { view } = useShared();
	const { ways, fault, ask } = useWays(null, name);
	const alive = livenessOf(view, name);
	const title = alive?.title ?? name;
	return (
		<WaysFrame title={title} alive={alive} fault={fault} onAsk={ask}>
			<ul class="ways" aria-label={say().exits.waysOutOf(title)}>
				{ways?.map((one) => (
					<WayCard key={one.way} way={one} onChoose={() => {}} />
				))}
			</ul>
		</WaysFrame>
	);
};
