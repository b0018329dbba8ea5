#Requires -Version 7.0
<#
.SYNOPSIS
    Builds and ships the shop.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Stage,
    [switch] $Force
)

Set-StrictMode -Version Latest
. "$PSScriptRoot/common.ps1"
Import-Module Pester

$script:Attempts = 0
[hashtable] $Limits = @{ Orders = 10; Retries = 3 }
$global:ShopRoot = Join-Path $PSScriptRoot 'shop'

# States of an order.
enum OrderState {
    Open
    Paid = 2
}

# One order.
class Order : Entity {
    [int] $Number
    [string] $Customer = 'nobody'
    hidden [OrderState] $State
    static [int] $Count = 0

    Order([int] $number) {
        $this.Number = $number
        [Order]::Count++
    }

    [decimal] Total([decimal] $rate) {
        $sum = $this.Lines | Measure-Object -Property Price -Sum
        return [Math]::Round($sum.Sum * $rate, 2)
    }

    static [Order] Parse([string] $text) {
        return [Order]::new([int]::Parse($text))
    }
}

function Get-Order {
    <# Finds one order. #>
    [OutputType([Order])]
    param(
        [Parameter(ValueFromPipeline)]
        [int[]] $Number,
        [OrderState] $State = [OrderState]::Open
    )

    begin { $found = @() }

    process {
        foreach ($one in $Number) {
            $order = [Order]::new($one)
            if ($order.Number -gt $Limits.Orders -and -not $Force) {
                Write-Warning "Order $one of $($order.Customer) is too large"
                continue
            }

            $found += $order
        }
    }

    end { $found | Where-Object { $_.State -eq $State } | Sort-Object Number }
}

filter Select-Paid { if ($_.State -eq [OrderState]::Paid) { $_ } }

function script:Invoke-Step([string] $Name, [scriptblock] $Body) {
    try {
        & $Body
        $script:Attempts++
    } catch [InvalidOperationException] {
        throw "Step $Name failed: $_"
    } finally {
        Write-Verbose -Message $Name
    }
}

function Publish-Shop {
    Invoke-Step 'pack' { dotnet pack -c Release $global:ShopRoot }
    Invoke-Step -Name 'push' -Body {
        Get-Order 1, 2 | Select-Paid | ForEach-Object { Send-Order -Order $_ -Stage $Stage }
    }
    $arguments = @{ Path = $env:TEMP; Force = $true }
    Remove-Item @arguments
    [File]::WriteAllText("$ShopRoot/done.txt", (Get-Date).ToString('o'))
}

switch ($Stage) {
    'live' { Publish-Shop }
    default { Write-Output $Limits['Retries'] }
}

Set-Alias -Name gord -Value Get-Order
Export-ModuleMember -Function @('Get-Order', 'Publish-Shop')
