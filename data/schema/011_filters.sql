-- Schema 11: what few briefs have.
--
-- A filter of the list for what many briefs have looks along the list. For what few have, these tell
-- which they are; without them all annotations or all versions would be read, to find none perhaps.
-- Of languages and of people there are few: they are looked up from each to the next.
CREATE INDEX annotation_commented ON annotation (brief) WHERE comment <> '';
CREATE INDEX annotation_created ON annotation (created) WHERE created > 0;
CREATE INDEX annotation_by ON annotation ("by") WHERE "by" <> '';
CREATE INDEX anchor_state ON anchor (state, annotation) WHERE state <> 'same';
CREATE INDEX anchor_review ON anchor (annotation) WHERE review;
CREATE INDEX version_language ON version (language);
CREATE INDEX version_noted ON version_text (version) WHERE instr(structure, char(10) || 'n ');
