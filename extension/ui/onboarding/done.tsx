// Step 5: the first sync, and the way into the wallet.

import type { WalletView } from "../../../src/protocol/views.ts";
import { openPage } from "../host.ts";
import { BalanceAge, BalanceFigure, Grade } from "../parts/amount.tsx";
import { SyncProgress } from "../parts/arc.tsx";
import { Button } from "../parts/basic.tsx";
import { Offline } from "../parts/offline.tsx";
import { Stuck } from "../parts/stuck.tsx";
import { Stopped } from "../popup/head.tsx";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { provedBalance } from "../words.ts";

/** The first number that is proved: what all of this was for. */
const FirstNumber = ({ view }: { readonly view: WalletView }) => {
	const l1 = view.chains.find(({ kind }) => kind === "l1");
	const balance = l1?.balances.find(({ token }) => token === null);
	const proved = balance === undefined ? null : provedBalance(balance);
	if (l1 === undefined || balance === undefined || proved === null) return null;
	return (
		<div class="card first-number" role="status">
			<p>
				<b>{l1.title}</b>
				<BalanceFigure balance={balance} />
			</p>
			<p class="small">
				<Grade grade={proved.grade} />
				<BalanceAge balance={balance} />
			</p>
		</div>
	);
};

export const DoneStep = () => {
	const { view } = useShared();
	const following = view.sync.phase === "following";
	return (
		<>
			<p class="lead">
				{following
					? say().setup.sextantFollowsTheHeadOfThe
					: say().setup.sextantWorksItsWayFromYour}
			</p>
			<Stopped view={view} />
			<Offline />
			<Stuck />
			<FirstNumber view={view} />
			<SyncProgress sync={view.sync} />
			<p class="small">
				{following
					? say().setup.numbersAppearAsTheyAreProved
					: say().setup.youCanCloseThisTabSyncing}
			</p>
			<div class="buttons next">
				<Button main onClick={() => void openPage("popup.html")}>
					{say().setup.openTheWallet}
				</Button>
			</div>
		</>
	);
};
