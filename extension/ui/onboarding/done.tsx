// Step 5: the first sync, and the way into the wallet.

import { openPage } from "../host.ts";
import { SyncProgress } from "../parts/arc.tsx";
import { Button } from "../parts/basic.tsx";
import { Stopped } from "../popup/head.tsx";
import { useShared } from "../wallet.tsx";

export const DoneStep = () => {
	const { view } = useShared();
	const following = view.sync.phase === "following";
	return (
		<>
			<p class="lead">
				{following
					? "Sextant follows the head of the chain."
					: "Sextant works its way from your checkpoint to today, committee by committee."}
			</p>
			<Stopped view={view} />
			<SyncProgress sync={view.sync} />
			<p class="small">
				{following
					? "Numbers appear as they are proved."
					: "You can close this tab. Syncing goes on without it."}
			</p>
			<div class="buttons next">
				<Button main onClick={() => void openPage("popup.html")}>
					Open the wallet
				</Button>
			</div>
		</>
	);
};
