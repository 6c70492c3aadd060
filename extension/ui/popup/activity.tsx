// What happened: the orders of this wallet, and what it signed for sites.

import { Place } from "../parts/place.tsx";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { LatestMessages } from "./messages.tsx";
import { OrderList } from "./order.tsx";

export const Activity = () => {
	const { view } = useShared();
	const { messages = [] } = view;
	const isEmpty =
		view.orders.length === 0 &&
		messages.every(({ state }) => state !== "signed");
	return (
		<Place here="activity">
			<div class="read">
				{isEmpty ? (
					<p class="lead">{say().home.nothingHappened}</p>
				) : (
					<>
						<OrderList />
						<LatestMessages view={view} />
					</>
				)}
			</div>
		</Place>
	);
};
