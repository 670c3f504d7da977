//! What a run would send, without sending it: from what stands, with each revision's changes made in
//! it in thought.
//! It never changes anything.

use super::lowering::{Sent, Standing, lower};
use super::part::split;
use super::{Migrator, Planned, PlannedRevision, PlannedStatement};
use crate::Error;
use crate::graph::{Applied, Direction, Plan, Step};
use fsm_core::{Dialect, Metadata, Source, Unmanaged};

impl Migrator {
    /// What [`Migrator::upgrade`] would send.
    ///
    /// What SQL in an author's words and Rust code change is not known here, so statements after
    /// them may be others in the end.
    ///
    /// # Errors
    /// As [`Migrator::upgrade`].
    pub async fn plan_upgrade<'c, S: Source<'c> + Copy + 'c>(
        &self,
        targets: &[&str],
        source: S,
    ) -> Result<Planned, Error> {
        let rows = self.look(source).await?.rows;
        let graph = self.revisions()?.graph();
        let plan = graph.upgrade(&Applied::from_rows(graph, rows)?, targets)?;
        self.planned(&plan, source).await
    }

    /// What [`Migrator::downgrade`] would send.
    ///
    /// # Errors
    /// As [`Migrator::downgrade`].
    pub async fn plan_downgrade<'c, S: Source<'c> + Copy + 'c>(
        &self,
        target: &str,
        source: S,
    ) -> Result<Planned, Error> {
        let rows = self.look(source).await?.rows;
        let graph = self.revisions()?.graph();
        let plan = graph.downgrade(&Applied::from_rows(graph, rows)?, target)?;
        self.planned(&plan, source).await
    }

    async fn planned<'c, S: Source<'c> + Copy + 'c>(
        &self,
        plan: &Plan<'_>,
        source: S,
    ) -> Result<Planned, Error> {
        if plan.is_empty() {
            return Ok(Planned::default());
        }
        let mut read = Metadata::reflect(source).await?;
        let mut planned = Planned::default();
        for step in plan.steps() {
            let statements =
                self.statements(step, &mut read.metadata, &read.unmanaged, read.dialect)?;
            planned.revisions.push(PlannedRevision {
                revision: step.revision().id.clone(),
                message: step.revision().message.clone(),
                direction: step.direction(),
                statements,
            });
        }
        Ok(planned)
    }

    fn statements(
        &self,
        step: &Step<'_>,
        metadata: &mut Metadata,
        unmanaged: &[Unmanaged],
        dialect: Dialect,
    ) -> Result<Vec<PlannedStatement>, Error> {
        let script = self.revisions()?.script(&step.revision().id)?;
        let operations = script.operations(step.direction(), &self.config.settings);
        let naming = self.metadata().naming();
        let mut statements = Vec::new();
        for part in split(&operations, dialect) {
            let mut standing = Standing { metadata, unmanaged, guess: true };
            let lowered = lower(&part, &mut standing, dialect, naming).map_err(|error| {
                super::execute::of_revision(
                    error,
                    &step.revision().id,
                    step.direction() == Direction::Downgrade,
                )
            })?;
            let mut hazards: Vec<crate::Hazard> = lowered
                .changes
                .iter()
                .flat_map(|change| crate::hazard::hazards(change, dialect))
                .collect();
            let in_transaction = part.mode(dialect).transaction;
            for unit in lowered.units {
                statements.push(PlannedStatement {
                    action: unit.action,
                    sql: match unit.what {
                        Sent::Sql(sql) => Some(sql),
                        Sent::Run(_) => None,
                    },
                    in_transaction,
                    hazards: std::mem::take(&mut hazards),
                });
            }
        }
        Ok(statements)
    }
}
