/** `vaste import …`: foreign files into the database, or tasks into a running service. */
import { importDecisionCommand } from './import-decision.ts'
import { importRiskCellsCommand } from './import-risk-cells.ts'
import { importRoadsCommand } from './import-roads.ts'
import { importStationsCommand } from './import-stations.ts'
import { importTasksCommand } from './import-tasks.ts'
import { importUnitsCommand } from './import-units.ts'
import { importZonesCommand } from './import-zones.ts'

export const importCommands = [
  importTasksCommand,
  importZonesCommand,
  importRiskCellsCommand,
  importRoadsCommand,
  importUnitsCommand,
  importStationsCommand,
  importDecisionCommand,
]
