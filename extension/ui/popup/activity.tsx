// What happened: the orders of this wallet and what it signed for sites, with a file of it all; and who may take what.

import { ActivityLog } from "../activity/log.tsx";
import { Place } from "../parts/place.tsx";

export const Activity = () => (
	<Place here="activity">
		<div class="read">
			<ActivityLog />
		</div>
	</Place>
);
