// Storage and site of the shop.
targetScope = 'resourceGroup'

metadata owner = 'shop'

import { tagsOf, Stage } from 'shared/types.bicep'
import * as naming from './naming.bicep'

@description('Where everything stands.')
param location string = resourceGroup().location

@minLength(3)
@maxLength(24)
param storageName string

@allowed([
  'dev'
  'live'
])
param stage string

@secure()
param adminPassword string

type siteSettings = {
  @description('Instances at least.')
  minimum: int
  maximum: int?
  kind: 'web' | 'api'
}

/* What everything is called. */
var prefix = 'shop-${stage}-${uniqueString(resourceGroup().id)}'
var names = [for i in range(0, 3): '${prefix}-${i}']

@export()
func fullName(base string, number int) string => '${base}-${number}'

resource plan 'Microsoft.Web/serverfarms@2022-09-01' = {
  name: fullName(prefix, 1)
  location: location
  sku: {
    name: stage == 'live' ? 'P1v3' : 'B1'
  }
}

// The account with the pictures.
resource storage 'Microsoft.Storage/storageAccounts@2023-01-01' = if (stage == 'live') {
  name: storageName
  location: location
  kind: 'StorageV2'

  resource blobs 'blobServices' = {
    name: 'default'

    resource pictures 'containers' = {
      name: 'pictures'
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-02-01' existing = {
  name: 'shop-vault'
  scope: resourceGroup('shared')
}

resource sites 'Microsoft.Web/sites@2022-09-01' = [for (name, i) in names: {
  name: name
  location: location
  properties: {
    serverFarmId: plan.id
    settings: {
      KEY: vault.getSecret('key')
      BLOBS: storage::blobs::pictures.id
    }
  }
  dependsOn: [
    storage
  ]
}]

module audit './modules/audit.bicep' = {
  name: 'audit'
  params: {
    planId: plan.id
    tags: tagsOf(stage)
    settings: naming.defaults
  }
}

output planId string = plan.id
output siteNames array = [for (name, i) in names: sites[i].name]
output auditId string = audit.outputs.id

assert isLong = length(storageName) > 3
