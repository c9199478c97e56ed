"""All tables, in one import, for migrations and for whoever starts a process."""

import app.accounts.models
import app.audit.models
import app.backoffice.models
import app.calibration.models
import app.conflicts.models
import app.contributions.models
import app.facilities.models
import app.following.models
import app.helpful.models
import app.identities.models
import app.learning.models
import app.mail.models
import app.notes.models
import app.notices.models
import app.proposals.models
import app.referrals.models
import app.replies.models
import app.standard_texts.models
import app.threads.models  # noqa: F401
